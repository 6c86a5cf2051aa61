import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';

// Browsers and Node 22 have one.
globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket;

/** Why tests with a real server are skipped; null where they run. */
export function whyNoBroker(): string | null {
  const { error, status } = spawnSync('nats-server', ['--version']);
  return error || status !== 0 ? 'nats-server is not installed: apt-get install nats-server' : null;
}

export interface BrokerOptions {
  /** Goes into the server's configuration. */
  readonly more?: string;
  readonly directory?: string;
  readonly ports?: readonly [client: number, webSocket: number];
}

/** A real server with JetStream and WebSocket on free ports of the loopback interface. It ends with this process, however that ends. */
export class Broker {
  readonly directory: string;
  readonly url: string;
  readonly #ports: readonly [number, number];
  readonly #more: string;
  #process: ChildProcess | null = null;

  private constructor(directory: string, ports: readonly [number, number], more: string) {
    this.directory = directory;
    this.#ports = ports;
    this.#more = more;
    this.url = `ws://127.0.0.1:${ports[1]}`;
  }

  static async start({ more = '', directory, ports }: BrokerOptions = {}): Promise<Broker> {
    const place = directory ?? (await mkdtemp(join(tmpdir(), 'mien-fleet-')));
    const broker = new Broker(place, ports ?? [await freePort(), await freePort()], more);
    await broker.up();
    return broker;
  }

  async up(): Promise<void> {
    const [client, webSocket] = this.#ports;
    await mkdir(join(this.directory, 'store'), { recursive: true });
    const file = join(this.directory, 'nats.conf');
    await writeFile(
      file,
      `listen: 127.0.0.1:${client}
websocket { listen: "127.0.0.1:${webSocket}", no_tls: true }
jetstream { store_dir: "${join(this.directory, 'store')}" }
${this.#more}`,
    );
    // The shell waits for its input to end, which it does with whoever started it.
    const script = `nats-server -c "$0" -l "$1" & child=$!; read -r _; kill -9 $child; wait $child`;
    this.#process = spawn('sh', ['-c', script, file, join(this.directory, 'log')], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await reachable(webSocket);
  }

  /** As by a power cut to the process: nothing is said or saved. */
  async kill(): Promise<void> {
    const running = this.#process;
    if (running === null) return;
    this.#process = null;
    const ended = once(running, 'exit');
    running.stdin?.end();
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** Below those that systems give to connections, which would take one of the row meanwhile. */
const ROWS = { first: 12_000, last: 30_000 };

/** The first of so many free ones in a row. */
export async function freePorts(count: number): Promise<number> {
  while (true) {
    const first = ROWS.first + Math.floor(Math.random() * (ROWS.last - ROWS.first - count));
    const row = Array.from({ length: count }, (_, i) => first + i);
    const free = await Promise.all(row.map((port) => freePort(port).catch(() => null)));
    if (!free.includes(null)) return first;
  }
}

/** `wanted`, if that one is free; 0: any. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer().listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function reachable(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await setTimeout(50);
    }
  }
  throw new Error('nats-server does not answer');
}
