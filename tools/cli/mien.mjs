/** `npm run mien -- <command> …`. Plain JavaScript without imports from npm: it runs before anything is installed. */
import { isInstalled, run as setUp } from '../setup/index.mjs';

const status = isInstalled() ? 0 : await setUp(['--browser-optional']);
if (status === 0) {
  const { register } = await import('tsx/esm/api');
  register();
  const { run } = await import('./index.ts');
  process.exitCode = await run(process.argv.slice(2));
} else {
  process.exitCode = status;
}
