export { align, cutOut } from './align';
export { alignmentPoints } from './landmarks';
