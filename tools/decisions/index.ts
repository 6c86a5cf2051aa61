export { decisionIndex } from './records';
