export { landmarks } from './landmarks';
