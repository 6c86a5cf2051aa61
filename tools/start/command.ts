/** `npm start`: builds when needed and serves the demo until Ctrl-C. `-- --port 8080` asks for another port. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type RunningServer, serve } from '../browser';
import { ensureBuilt } from '../build';

/** Not Vite's 5173: the demo's service worker would greet every other project there. */
const DEFAULT_PORT = 8420;
/** How many ports are tried when the wanted one is taken; after that any free one will do. */
const ATTEMPTS = 20;

try {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const port = portOf(values.port ?? process.env.PORT);
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  const { address } = await serveNear(port);
  console.log(`mien demo: ${address}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
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
      return await serve({ folders, port });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return serve({ folders, port: 0 });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
