export { type DuplicateCase, type DuplicateRow, measureDuplicates } from './measure';
