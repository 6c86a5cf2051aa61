/** `npm start`: builds when needed and serves the demo until Ctrl-C. `-- --port 8080` asks for another port. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type RunningServer, serve } from './browser/serve';
import { ensureBuilt } from './build';

const DEFAULT_PORT = 5173;
/** How many ports are tried when the wanted one is taken. */
const ATTEMPTS = 20;

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const wanted = portOf(values.port ?? process.env.PORT);
await ensureBuilt((line) => console.error(`[build] ${line}`));
const { address } = await serveNear(wanted);
console.log(`mien demo: ${address}`);

function portOf(text: string | undefined): number {
  const port = Number(text ?? DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`"${text}" is no port: give a number from 0 to 65535`);
}

async function serveNear(first: number): Promise<RunningServer> {
  const folders = { '/': resolve(import.meta.dirname, '../demo/dist') };
  for (let port = first; port < first + ATTEMPTS - 1 && port < 65_535; port++) {
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
