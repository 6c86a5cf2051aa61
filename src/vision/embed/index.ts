export { toUnitLength } from './template';
