export { noise } from './noise';
