export { decode, load } from './decode';
