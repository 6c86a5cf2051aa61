export { ensureBuilt } from './build';
export { isFresh } from './fresh';
