import * as v from 'valibot';
import { fromJsonBytes } from '../bytes';
import type { Device, Revoked } from '../keys';
import { readBucket, type Stores } from '../transport';
import type { Core } from './core';
import type { Members } from './members';
import { everyDevice } from './rotation';

/** A device, and when it was last there. */
export interface DeviceReport extends Pick<Device, 'id' | 'name' | 'role' | 'joinedMs'> {
  /** By the server's clock, ms of Unix time; null before the first contact. */
  readonly contactMs: number | null;
  /** Records of the fleet that came after what it had merged then: as many as it may lack now. */
  readonly behind: number | null;
  /**
   * For how long it may have lacked something, ms: 0 where nothing has come since, else since it last said that it had everything. Null where it never
   * had, or has not been there since a revocation.
   */
  readonly lagMs: number | null;
  /** Which of the fleet's keys it has: 1, and one more per revocation. Null for one that was revoked. */
  readonly epoch: number | null;
  /** By the clock of the admin's device, ms of Unix time; null for a device that is in the fleet. */
  readonly revokedMs: number | null;
  /** Entries that it had put into the audit stream by then. */
  readonly audit: number | null;
}

const schema = v.object({ revision: v.number(), heardMs: v.number(), audit: v.number() });

/** The devices of the fleet, and those that were revoked behind them. */
export async function reportDevices(core: Core, members: Members, stores: Stores): Promise<DeviceReport[]> {
  const [{ devices, revoked }, contacts, stand] = await Promise.all([
    everyDevice(members, stores),
    readBucket(stores, 'contacts'),
    stores.stand('people'),
  ]);
  const byDevice = new Map(contacts.map((entry) => [entry.key, entry]));
  // Of itself a device knows more than it has last put on the server.
  const { revision, heardMs, audit } = core.state;
  const own = { revision, heardMs, audit: audit.count };
  const present = devices.filter(({ id }) => !core.state.revoked.includes(id));
  const reports = await Promise.all(
    present.map(async ({ id, name, role, joinedMs, keyEpoch }): Promise<DeviceReport> => {
      const entry = byDevice.get(id);
      const said = id === core.device ? own : entry && (await openContact(core, id, entry.value));
      const behind = said ? Math.max(0, stand.revision - said.revision) : null;
      return {
        id,
        name,
        role,
        joinedMs,
        contactMs: entry?.ms ?? null,
        behind,
        lagMs: said ? lagOf(core, behind === 0, said.heardMs) : null,
        audit: said?.audit ?? null,
        epoch: keyEpoch,
        revokedMs: null,
      };
    }),
  );
  return [...reports, ...revoked.map(gone)];
}

function lagOf(core: Core, complete: boolean, heardMs: number): number | null {
  if (complete) return 0;
  return heardMs === 0 ? null : Math.max(0, Math.round(core.nowMs() - heardMs));
}

function gone({ id, name, role, joinedMs, revokedMs }: Revoked): DeviceReport {
  const unknown = { contactMs: null, behind: null, lagMs: null, audit: null, epoch: null };
  return { id, name, role, joinedMs, ...unknown, revokedMs };
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
