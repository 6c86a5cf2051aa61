export { align } from './align';
export { alignmentPoints } from './landmarks';
