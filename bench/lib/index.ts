export { atLeast, atMost, type Bar, ratio } from './bars';
export { barTable, type Report } from './report';
export { quantile } from './statistics';
