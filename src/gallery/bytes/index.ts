export { fromJsonBytes, jsonBytes, packNumbers, unpackNumbers } from './bytes';
