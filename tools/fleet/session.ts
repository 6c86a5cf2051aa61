import { setTimeout } from 'node:timers/promises';
import { Fleet, type FleetStatus } from '../../src/fleet';
import { AdminGallery } from './admin';
import { Place } from './place';
import { trustAuthority } from './socket';

const WAIT_MS = 30_000;

/** What the operator's passphrase comes from: a command line would be seen by everybody on the machine. */
export function passphrase(): string {
  const given = process.env.MIEN_FLEET_PASSPHRASE ?? '';
  if (given === '')
    console.error('MIEN_FLEET_PASSPHRASE is not set: only its owner’s rights protect admin.sealed');
  return given;
}

export interface Session extends AsyncDisposable {
  readonly place: Place;
  readonly fleet: Fleet;
  /** Waits until the servers answer and this device knows all that they know. Rejects after 30 s. */
  live(): Promise<void>;
}

/** The fleet of a directory, by its operator's device. */
export async function openSession(directory: string, secret: string): Promise<Session> {
  const place = await Place.open(directory);
  if (place === null || place.registry.fleet === null)
    throw new Error(`there is no fleet in ${directory}: npm run mien -- fleet init makes one`);
  trustAuthority(directory);
  const port = await AdminGallery.open(place.vault, secret);
  const { servers } = place.registry;
  const fleet = await Fleet.open({ servers, login: { seed: port.seed }, port, retryMs: 200 });
  fleet.start();
  const live = () => untilLive(fleet);
  const session = { place, fleet, live, [Symbol.asyncDispose]: () => fleet.stop() };
  try {
    await live();
    return session;
  } catch (error) {
    await fleet.stop();
    throw error;
  }
}

async function untilLive(fleet: Fleet): Promise<void> {
  const end = performance.now() + WAIT_MS;
  const status = (): FleetStatus => fleet.status;
  while (status().state !== 'live') {
    const { reason, fault } = status();
    if (reason !== null) throw reason;
    if (performance.now() > end) throw new Error('no server answers', { cause: fault });
    await setTimeout(20);
  }
}
