export { pack } from './pack';
