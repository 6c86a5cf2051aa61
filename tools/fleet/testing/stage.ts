import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Fleet } from '../../../src/fleet';
import type { FleetLogin } from '../../../src/protocol';
import { limit } from '../../host';
import { freePorts, MemoryGallery, until } from '../../rehearsal';
import { foundIn, type InitOptions, prepare } from '../init';
import { invite } from '../invite';
import { openSession, type Session } from '../session';

const PASSPHRASE = 'of the operator';
const SLOW_MS = limit(120_000);
/** Of three servers. */
const PORTS = 12;

export interface StagedDevice {
  readonly fleet: Fleet;
  readonly port: MemoryGallery;
  readonly login: FleetLogin;
  readonly common: Pick<Parameters<typeof Fleet.open>[0], 'servers' | 'port' | 'retryMs' | 'heartbeatMs'>;
}

/** An operator's directory, and the servers that were started in it. They end with it. */
export class FleetStage implements AsyncDisposable {
  readonly directory: string;
  readonly passphrase = PASSPHRASE;
  readonly #running: ChildProcess[] = [];

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async make(): Promise<FleetStage> {
    return new FleetStage(await mkdtemp(join(tmpdir(), 'mien-fleet-')));
  }

  async options(shape: InitOptions['shape'], plain = true): Promise<InitOptions> {
    const { directory, passphrase } = this;
    const port = await freePorts(PORTS);
    return { directory, name: 'Test', shape, hosts: ['127.0.0.1'], port, plain, passphrase };
  }

  /** Writes the configuration, starts all servers, and founds. Resolves with their addresses. */
  async begin(shape: InitOptions['shape'], plain = true): Promise<string[]> {
    const { place, servers } = await prepare(await this.options(shape, plain));
    for (const server of servers) this.#start(server);
    // A branch of NATS 2.9.10 that is told of accounts before it first reaches its hub hands on nothing.
    if (shape === 'hub') await this.#linked();
    await (await foundIn(place, PASSPHRASE)).stop();
    return [...place.registry.servers];
  }

  openSession(): Promise<Session> {
    return openSession(this.directory, PASSPHRASE);
  }

  /** The first server's power is cut. */
  killFirst(): void {
    this.#running.shift()?.stdin?.end();
  }

  /** Joins as a page does that has no login yet. */
  async join(
    session: Session,
    servers: readonly string[],
    name: string,
    may: 'admin' | 'write' | 'read' = 'write',
  ): Promise<StagedDevice> {
    const port = new MemoryGallery();
    let typed: (code: string) => void = () => undefined;
    const code = new Promise<string>((resolve) => {
      typed = resolve;
    });
    let said = '';
    const inviting = invite(
      session,
      { may, expiresMs: 60_000 },
      { askCode: () => code, say: (line) => (said += line) },
    );
    const common = { servers, port, retryMs: 100, heartbeatMs: 200 };
    // A branch hears of an invitation a moment later.
    await setTimeout(500);
    const { fleet: first, credentials } = await Fleet.join({
      ...common,
      deviceName: name,
      showCode: typed,
      confirm: async (check) => {
        await until(() => said.includes('must show'));
        return said.includes(check);
      },
    });
    await first.stop();
    await inviting;
    const login: FleetLogin = JSON.parse(credentials ?? '');
    const fleet = await Fleet.open({ ...common, login });
    fleet.start();
    await until(() => fleet.status.state === 'live' || fleet.status.state === 'ended', name, SLOW_MS);
    if (fleet.status.state === 'ended') throw fleet.status.reason;
    return { fleet, port, login, common };
  }

  async #linked(): Promise<void> {
    const log = join(this.directory, 'branch.log');
    const linked = async () => (await readFile(log, 'utf8')).includes('Leafnode connection created');
    const end = performance.now() + SLOW_MS;
    while (!(await linked().catch(() => false))) {
      if (performance.now() > end) throw new Error('the branch does not reach its hub');
      await setTimeout(50);
    }
  }

  /** As the operator is told to; the shell ends it with this process. */
  #start(name: string): void {
    const script = 'nats-server -c "$0.conf" -l "$0.log" & child=$!; read -r _; kill -9 $child; wait $child';
    const stdio: ['pipe', 'ignore', 'ignore'] = ['pipe', 'ignore', 'ignore'];
    this.#running.push(spawn('sh', ['-c', script, name], { cwd: this.directory, stdio }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#running) {
      const ended = once(server, 'exit');
      server.stdin?.end();
      await ended;
    }
    await rm(this.directory, { recursive: true, force: true });
  }
}
