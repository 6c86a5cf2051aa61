export { concatenate, fromJsonBytes, jsonBytes, packNumbers, unpackNumbers } from './bytes';
