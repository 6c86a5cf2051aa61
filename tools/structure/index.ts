export { withLayers } from './table';
