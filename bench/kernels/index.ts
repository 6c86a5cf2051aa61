export { createReader } from './read';
