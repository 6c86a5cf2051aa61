export { argon2 } from './argon2';
