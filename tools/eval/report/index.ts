export { count, interval, percent, scientific } from './numbers';
export { type Section, writeReport } from './report';
