export { ensureBuilt } from './build';
export { brotliSize } from './compressed-size';
export { isFresh } from './fresh';
