import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Broker, freePorts } from './broker';

/** Real servers that keep each record together, by RAFT. */
export class Cluster implements AsyncDisposable {
  readonly servers: readonly Broker[];
  readonly #directory: string;

  private constructor(directory: string, servers: readonly Broker[]) {
    this.#directory = directory;
    this.servers = servers;
  }

  static async start(count = 3): Promise<Cluster> {
    const directory = await mkdtemp(join(tmpdir(), 'mien-cluster-'));
    const first = await freePorts(count);
    const routes = Array.from({ length: count }, (_, i) => first + i);
    const list = routes.map((port) => `nats-route://127.0.0.1:${port}`).join(', ');
    const servers = await Promise.all(
      routes.map((port, i) =>
        Broker.start({
          directory: join(directory, `n${i}`),
          more: `server_name: n${i}\ncluster { name: fleet, listen: "127.0.0.1:${port}", routes: [${list}] }\n`,
        }),
      ),
    );
    return new Cluster(directory, servers);
  }

  get urls(): string[] {
    return this.servers.map(({ url }) => url);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    await rm(this.#directory, { recursive: true, force: true });
  }
}
