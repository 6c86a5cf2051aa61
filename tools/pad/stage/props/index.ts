export { boardSheet, wallSheet } from './board';
export { Head } from './head';
export { caseOf, paperOf, wallOf } from './paper';
export { type Portrait, portraitOf } from './portrait';
