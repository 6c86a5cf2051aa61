export { convertBlazeFace } from './blazeface';
