export { CODES } from './codes';
