export { carryErrors } from './carry-errors';
