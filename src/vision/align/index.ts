export { align, cutOut } from './align';
export { alignForSecond } from './align-for-second';
export { alignmentPoints } from './landmarks';
