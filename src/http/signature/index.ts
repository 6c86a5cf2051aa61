export { type Secret, signatureCheck } from './signature';
