export { type Verdict, verifyFile } from './verify';
