export { CODE_MEANINGS } from './codes';
export { generated } from './output';
