export { CODE_MEANINGS } from './codes';
