import { ensureBuilt } from './build';

/** Behind `npm test`: the tests drive the built package and demo. */
await ensureBuilt((line) => console.error(`[build] ${line}`));
