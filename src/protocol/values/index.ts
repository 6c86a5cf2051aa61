export { bytesOfBase64, bytesOfBinary, standardBase64, withoutEnd } from './base64';
export type { Bytes } from './bytes';
export { checkId } from './ids';
export { LIMITS } from './limits';
export { cutToTenths } from './tenths';
