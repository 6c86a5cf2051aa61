import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PATIENCE_MS, type RunningServer, serve } from '../browser';
import type { Consumer } from './consumer';
import type { Prepared } from './prepare';

/** Serves what a consumer built. */
export async function offer(
  consumer: Consumer,
  { folder, env }: Prepared,
  cdn: string | undefined,
  onMissing: (path: string) => void,
): Promise<RunningServer> {
  const { base = '/', start, policy } = consumer;
  if (start !== undefined) return run(start, folder, env);
  const headers: Record<string, string> = {};
  if (policy !== undefined) headers['Content-Security-Policy'] = policy.replaceAll('$CDN', cdn ?? '');
  const server = await serve({
    folders: { [base]: join(folder, consumer.folder ?? '') },
    headers,
    onMissing,
  });
  return { ...server, address: server.address + base.slice(1) };
}

/** The package as a CDN offers it, on an origin of its own. */
export function offerPackage(folder: string): Promise<RunningServer> {
  return serve({
    folders: { '/npm/mien/': folder },
    headers: { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' },
  });
}

async function run(
  [command = '', ...args]: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const port = String(await freePort());
  const said: string[] = [];
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env, PORT: port, HOST: 'localhost' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Of a group of its own, which ends with it.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => resolve(void said.push(String(error)))).once('exit', () => resolve());
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(String(part)));
  const address = `http://localhost:${port}/`;
  const server = {
    address,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
  const limit = Date.now() + PATIENCE_MS;
  while (!(await answers(address))) {
    if (Date.now() < limit && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    await server[Symbol.asyncDispose]();
    throw new Error(`${command} ${args.join(' ')} does not serve: ${said.join('')}`);
  }
  return server;
}

async function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    ({ ok }) => ok,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
