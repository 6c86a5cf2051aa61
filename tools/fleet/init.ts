import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fleet } from '../../src/fleet';
import { AdminGallery } from './admin';
import { newLogin, Place } from './place';
import { configurationText, LOOPBACK, type ServerPlan } from './server';
import { trustAuthority } from './socket';

export type Shape = 'one' | 'three' | 'hub';

export interface InitOptions {
  readonly directory: string;
  readonly name: string;
  readonly shape: Shape;
  /** Of each server, the branch's last; fewer than there are: the last one counts for the others. */
  readonly hosts: readonly string[];
  /** The first server's for WebSocket. The next three are for NATS clients, the cluster and branches; another server on the same host has the next four. */
  readonly port: number;
  /** Plain WebSocket. */
  readonly plain: boolean;
  readonly passphrase: string;
}

const NAMES = {
  one: ['server'],
  three: ['server-1', 'server-2', 'server-3'],
  hub: ['hub', 'branch'],
} as const;

/** Writes the servers' configuration and the operator's device. What is there already stays. Resolves with the names of the servers. */
export async function prepare(
  options: InitOptions,
): Promise<{ readonly place: Place; readonly servers: readonly string[] }> {
  const { directory, name, shape, passphrase } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const plans = plansOf(options);
  const servers = plans.map((plan) => plan.name);
  const before = await Place.open(directory);
  if (before !== null) return { place: before, servers };
  for (const plan of plans)
    await writeFile(join(directory, `${plan.name}.conf`), configurationText(plan), { mode: 0o600 });
  const { seed, nkey } = newLogin();
  await AdminGallery.create(join(directory, 'admin.sealed'), passphrase, seed);
  const place = await Place.create(directory, {
    name,
    servers: plans.filter(({ kind }) => kind !== 'branch').map(addressOf),
    replicas: shape === 'three' ? 3 : 1,
    leaf: plans.find(({ hub }) => hub !== null)?.secret ?? null,
    fleet: null,
    logins: [{ device: null, nkey, may: 'operate' }],
  });
  return { place, servers };
}

/** Makes streams and buckets on the servers, once they answer. */
export async function foundIn(place: Place, passphrase: string): Promise<Fleet> {
  trustAuthority(place.directory);
  const port = await AdminGallery.open(place.vault, passphrase);
  const { servers, name, replicas } = place.registry;
  const options = { servers, login: { seed: port.seed }, port, retryMs: 200 };
  const known = await port.loadState();
  const founded = { ...options, name, deviceName: 'operator', replicas };
  const fleet = known === null ? await Fleet.found(founded) : await Fleet.open(options);
  await place.change({ fleet: fleet.id });
  return fleet;
}

function plansOf({ shape, hosts, port, plain }: InitOptions): ServerPlan[] {
  const secret = randomBytes(24).toString('hex');
  const names = NAMES[shape];
  const places = names.map((name, i) => {
    const host = hosts[Math.min(i, hosts.length - 1)] ?? '127.0.0.1';
    if (plain && !LOOPBACK.includes(host))
      throw new Error(`plain WebSocket is for 127.0.0.1 alone, not for ${host}`);
    const first =
      port +
      4 * names.slice(0, i).filter((_, j) => (hosts[Math.min(j, hosts.length - 1)] ?? '') === host).length;
    return {
      name,
      host,
      ports: { webSocket: first, client: first + 1, cluster: first + 2, leaf: first + 3 },
    };
  });
  const tls = !plain;
  const routes = shape === 'three' ? places.map(({ host, ports }) => `${host}:${ports.cluster}`) : [];
  return places.map(({ name, host, ports }) => {
    const branch = name === 'branch';
    const kind = branch ? 'branch' : shape === 'hub' ? 'hub' : 'server';
    const [first] = places;
    const hub = branch && first ? `branch:${secret}@${first.host}:${first.ports.leaf}` : null;
    return { name, ports, host, kind, routes, hub, tls, secret };
  });
}

function addressOf({ host, ports, tls }: ServerPlan): string {
  return `${tls ? 'wss' : 'ws'}://${host}:${ports.webSocket}`;
}
