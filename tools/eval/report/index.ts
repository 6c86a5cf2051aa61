export { count, interval, percent, scientific } from './numbers';
export { type Section, table, writeReport } from './report';
