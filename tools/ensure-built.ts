import { ensureBuilt } from './build';
import { ensureSite } from './docs';

const log = (line: string) => console.error(`[build] ${line}`);

/** Behind `npm test`: the tests drive the built package, demo and documentation. */
await ensureBuilt(log);
await ensureSite(log);
