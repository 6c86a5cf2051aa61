export { barTable, type Report } from './report';
