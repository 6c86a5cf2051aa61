export { createEngine } from './create';
