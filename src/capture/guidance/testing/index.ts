export { aLook } from './looks';
