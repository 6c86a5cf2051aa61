export { Film } from './film';
