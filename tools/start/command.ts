import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_HEADERS, type RunningServer, serve } from '../browser';
import { ensureBuilt } from '../build';
import { announceSite, isSiteFresh, placeSite } from '../docs';

/** Not Vite's 5173: the demo's service worker would greet every other project there. */
const DEFAULT_PORT = 8420;
/** How many ports are tried when the wanted one is taken; after that any free one will do. */
const ATTEMPTS = 20;

const USAGE = `npm start [-- --port <number>]

Builds when needed, and serves the demo until Ctrl-C, with the documentation under /docs/. When that has to be built, it
comes a little later: nobody waits for it.

  --port <number>   or the variable PORT (default ${DEFAULT_PORT}); one that is taken is passed over`;

/** Returns once it serves; the server keeps the process alive. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, help: { type: 'boolean', default: false } },
    });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const port = portOf(values.port ?? process.env.PORT);
    await ensureBuilt((line) => console.error(`[build] ${line}`));
    const { address } = await serveNear(port);
    console.log(`mien demo: ${address}`);
    if (isSiteFresh()) placeSite();
    else buildSiteBeside(`${address}docs/`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

/** In a process of its own, since it computes for a while and the page is there to be used. */
function buildSiteBeside(address: string): void {
  announceSite();
  const command = resolve(import.meta.dirname, '../cli/mien.mjs');
  const args = [command, '--no-setup', 'docs', '--site'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 2] });
  child.once('exit', (code) => {
    if (code === 0) console.error(`[docs] ready: ${address}`);
    else console.error('[docs] not built; `npm run docs` says why');
  });
}

function portOf(text: string | undefined): number {
  const port = Number(text || DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`"${text}" is no port: give a number from 0 to 65535`);
}

async function serveNear(wanted: number): Promise<RunningServer> {
  const folders = { '/': resolve(import.meta.dirname, '../../demo/dist') };
  const last = Math.min(wanted + ATTEMPTS - 1, 65_535);
  for (let port = wanted; port <= last; port++) {
    try {
      return await serve({ folders, headers: DEMO_HEADERS, port });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return serve({ folders, headers: DEMO_HEADERS, port: 0 });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
