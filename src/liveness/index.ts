export { conduct, type Eyes } from './conduct';
