export { atLeast, atMost, type Bar, ratio } from './bars';
export { delay } from './delay';
export { barTable, type Report } from './report';
