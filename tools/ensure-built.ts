import { ensureBuilt } from './build';

const log = (line: string) => console.error(`[build] ${line}`);

/** Behind `npm test`: the tests drive the built package and demo and, with `--site`, the documentation. */
await ensureBuilt(log);
if (process.argv.includes('--site')) {
  const { ensureSite } = await import('./docs');
  await ensureSite(log);
}
