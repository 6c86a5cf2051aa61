import { setTimeout } from 'node:timers/promises';
import { Fleet, type FleetOptions } from '../../src/fleet';
import { limit } from '../host';
import { MemoryGallery } from './memory-gallery';

export interface TestDevice {
  readonly gallery: MemoryGallery;
  fleet: Fleet;
  readonly options: FleetOptions;
}

type Changes = Partial<Omit<FleetOptions, 'port'>>;

export async function foundFleet(
  url: string,
  gallery = new MemoryGallery(),
  changes: Changes = {},
  replicas = 1,
) {
  const options: FleetOptions = { servers: [url], port: gallery, heartbeatMs: 200, retryMs: 100, ...changes };
  const fleet = await Fleet.found({ ...options, name: 'Test', deviceName: 'first', replicas });
  fleet.start();
  return { gallery, fleet, options } satisfies TestDevice;
}

/** Joins as a person would: the code of one device is typed on the other. */
export async function joinFleet(
  admin: TestDevice,
  deviceName: string,
  gallery = new MemoryGallery(),
  changes: Changes & { readonly role?: 'admin' | 'member' } = {},
): Promise<TestDevice> {
  const { role = 'member', ...more } = changes;
  await until(() => admin.fleet.status.state === 'live');
  const invitation = admin.fleet.invite({ role });
  const options: FleetOptions = { ...admin.options, ...more, port: gallery };
  let check = '';
  const { fleet } = await Fleet.join({
    ...options,
    deviceName,
    showCode: (code) => {
      invitation.confirm(code).then((confirmed) => {
        if (confirmed.kind === 'joined') check = confirmed.check;
      });
    },
    confirm: async (shown) => {
      await until(() => check !== '');
      return shown === check;
    },
  });
  fleet.start();
  return { gallery, fleet, options };
}

/** As after a reload of the page: all that is not stored is gone. */
export async function restart(device: TestDevice): Promise<void> {
  await device.fleet.stop();
  device.fleet = await Fleet.open(device.options);
  device.fleet.start();
}

export async function until(holds: () => boolean, what = 'it', ms = limit(30_000)): Promise<void> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`${what} does not come about`);
    await setTimeout(5);
  }
}

/** What devices must agree about: all persons, in one order. */
export function people(gallery: MemoryGallery): unknown {
  return gallery.persons
    .map(({ person_id, person_name, tag, consent, expires, group_ids, faces }) => ({
      person_id,
      person_name,
      tag,
      consent,
      expires,
      group_ids: [...group_ids].sort(),
      faces: faces.map(({ face_id, template }) => [face_id, [...template.slice(0, 4)]]).sort(),
    }))
    .sort((a, b) => (a.person_id < b.person_id ? -1 : 1));
}

export async function allAgree(devices: readonly TestDevice[], ms = limit(30_000)): Promise<void> {
  const texts = () => devices.map(({ gallery }) => JSON.stringify(people(gallery)));
  await until(() => new Set(texts()).size === 1, 'agreement', ms);
}
