export { measureQuality } from './quality';
