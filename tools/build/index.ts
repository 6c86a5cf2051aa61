export { brotliSize } from './compressed-size';
export { ensureBuilt } from './build';
export { isFresh } from './fresh';
