export { Context } from './context';
