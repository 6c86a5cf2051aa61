export { fingerprintOf } from './fingerprint';
export { lightOf } from './light';
