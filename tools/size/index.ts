export { brotliSize } from './compressed-size';
