import * as v from 'valibot';
import { fromJsonBytes } from '../bytes';
import type { Device } from '../keys';
import { readBucket, type Stores } from '../transport';
import type { Core } from './core';
import type { Members } from './members';
import { devicesOf } from './rotation';

/** A device, and when it was last there. */
export interface DeviceReport extends Pick<Device, 'id' | 'name' | 'role' | 'joinedMs'> {
  /** By the server's clock, ms of Unix time; null before the first contact. */
  readonly contactMs: number | null;
  /** Records of the fleet that it had not yet merged then, at most. */
  readonly behind: number | null;
  /** Entries that it had put into the audit stream by then. */
  readonly audit: number | null;
}

const schema = v.object({ revision: v.number(), audit: v.number() });

export async function reportDevices(core: Core, members: Members, stores: Stores): Promise<DeviceReport[]> {
  const [devices, contacts, stand] = await Promise.all([
    devicesOf(members, stores),
    readBucket(stores, 'contacts'),
    stores.stand('people'),
  ]);
  const byDevice = new Map(contacts.map((entry) => [entry.key, entry]));
  return Promise.all(
    devices.map(async ({ id, name, role, joinedMs }) => {
      const entry = byDevice.get(id);
      const said = entry && (await openContact(core, id, entry.value));
      return {
        id,
        name,
        role,
        joinedMs,
        contactMs: entry?.ms ?? null,
        behind: said ? Math.max(0, stand.revision - said.revision) : null,
        audit: said?.audit ?? null,
      };
    }),
  );
}

/** Null for one that was sealed under an epoch that is over: the device has not been there since. */
async function openContact(core: Core, key: string, value: Uint8Array) {
  try {
    const { body } = await core.sealer.open({ kind: 'contact', key }, value);
    return v.parse(schema, fromJsonBytes(body));
  } catch {
    return null;
  }
}
