export { Basis, changeBasis } from './basis';
