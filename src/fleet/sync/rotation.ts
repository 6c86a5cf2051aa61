import type { Bytes } from '../../protocol';
import { fromBase64url, random } from '../bytes';
import {
  type Device,
  deviceBytes,
  type Epoch,
  epochBytes,
  lacksKey,
  parseEpoch,
  type Revoked,
  revokedBytes,
  withWraps,
} from '../keys';
import { headerOf } from '../seal';
import { type Entry, readBucket, type Stores } from '../transport';
import type { Core } from './core';
import { FleetError } from './failure';
import { DEVICE, type Members, REVOKED, SWEPT } from './members';

/** Records sealed anew at once. */
const LANES = 100;

/**
 * Revokes a device: a new epoch, whose key is wrapped for the others only. Two admins that revoke at once make two epochs, one after the other.
 * From here on nothing new is sealed for the device; `finishEpoch` does the rest.
 */
export async function revoke(core: Core, members: Members, stores: Stores, device: string): Promise<void> {
  if (core.state.device.role !== 'admin') throw new FleetError('no_admin', 'only an admin revokes devices');
  while (!core.state.revoked.includes(device)) {
    // Before the devices are read: who has heard of a later one meanwhile has another key.
    const { epoch: present } = core.sealer;
    const devices = await devicesOf(members, stores);
    if (!devices.some(({ id }) => id === device))
      throw new FleetError('no_device', `there is no device "${device}"`);
    const epoch: Epoch = {
      epoch: present + 1,
      revoked: [...core.state.revoked, device].sort(),
      wraps: {},
    };
    const key = random(32);
    const full = await withWraps(core.state.fleet, epoch, key, devices, core.device, members.identity);
    const made = await stores.update('devices', keyOfEpoch(epoch.epoch), epochBytes(full), 0);
    if (made === null) {
      // Another admin made it. It may have revoked the same device, or this one.
      await members.ensureEpoch(stores, epoch.epoch);
      continue;
    }
    await members.begin(stores, epoch.epoch, key, epoch.revoked);
  }
}

/**
 * Seals what there is under the present epoch, and then says that the keys before are over. It may be interrupted anywhere: whoever begins again, on
 * this device or another admin's, goes on with what is left.
 */
export async function finishEpoch(
  core: Core,
  members: Members,
  stores: Stores,
  signal: AbortSignal,
): Promise<void> {
  const { epoch } = core.sealer;
  if (core.state.swept >= epoch) return;
  await sealDevices(core, members, stores);
  let left = true;
  while (left) left = await sealPeople(core, stores, signal);
  // Who has got another key since the epoch was made gets it for that one.
  while (await wrapAnew(core, members, stores, epoch)) signal.throwIfAborted();
  if (core.sealer.epoch !== epoch) return;
  await stores.put('devices', SWEPT, await members.sealMark(SWEPT, { epoch }));
  await members.forgetBefore(epoch);
}

/** The devices that the server knows of and that are not revoked. */
async function devicesOf(members: Members, stores: Stores): Promise<Device[]> {
  return (await everyDevice(members, stores)).devices;
}

/** Those, and the ones that were revoked. */
export async function everyDevice(
  members: Members,
  stores: Stores,
): Promise<{ readonly devices: Device[]; readonly revoked: Revoked[] }> {
  const entries = (await readBucket(stores, 'devices')).filter(
    ({ key }) => key.startsWith(DEVICE) || key.startsWith(REVOKED),
  );
  await members.ensureEpochs(
    stores,
    entries.map(({ value }) => value),
  );
  const devices: Device[] = [];
  const revoked: Revoked[] = [];
  for (const entry of entries) {
    const device = entry.key.startsWith(DEVICE) ? await members.openDevice(entry) : null;
    const gone = entry.key.startsWith(REVOKED) ? await members.openRevoked(entry) : null;
    if (device !== null) devices.push(device);
    if (gone !== null) revoked.push(gone);
  }
  return { devices, revoked };
}

/** Whether a record was sealed under another epoch than the present one. */
async function sealPeople(core: Core, stores: Stores, signal: AbortSignal): Promise<boolean> {
  const entries = (await readBucket(stores, 'people')).filter((entry) => isOld(core, entry));
  const done = { some: false };
  const next = entries[Symbol.iterator]();
  const lane = async () => {
    for (const { key, value, revision } of { [Symbol.iterator]: () => next }) {
      signal.throwIfAborted();
      const place = { kind: 'person', key } as const;
      const opened = await core.sealer.open(place, value).catch(() => null);
      if (opened === null) continue;
      done.some = true;
      const sealed = await core.sealer.seal(place, opened.revision + 1, opened.body);
      // Whoever was faster has written something newer, which the next pass looks at.
      await stores.update('people', key, sealed, revision);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return done.some;
}

async function sealDevices(core: Core, members: Members, stores: Stores): Promise<void> {
  for (const entry of await readBucket(stores, 'devices')) {
    const { key, revision } = entry;
    if (key.startsWith(DEVICE) && core.state.revoked.includes(key.slice(DEVICE.length))) {
      await takeOut(core, members, stores, entry);
      continue;
    }
    if (!isOld(core, entry)) continue;
    const body = await bodyOf(members, entry);
    if (body === null) continue;
    const sealed = await core.sealer.seal({ kind: 'device', key }, 1, body);
    await stores.update('devices', key, sealed, revision);
  }
}

/** Null for what is none of a device, and for what does not open. */
async function bodyOf(members: Members, entry: Entry): Promise<Bytes | null> {
  const device = entry.key.startsWith(DEVICE) ? await members.openDevice(entry) : null;
  if (device !== null) return deviceBytes(device);
  const gone = entry.key.startsWith(REVOKED) ? await members.openRevoked(entry) : null;
  return gone && revokedBytes(gone);
}

/** A revoked device leaves a name and a time, under a key that it may not write itself. */
async function takeOut(core: Core, members: Members, stores: Stores, entry: Entry): Promise<void> {
  const device = await members.openDevice(entry);
  const id = entry.key.slice(DEVICE.length);
  const key = REVOKED + id;
  if (device !== null && (await stores.get('devices', key)) === null) {
    const body = revokedBytes({ ...device, revokedMs: Math.round(core.nowMs()) });
    await stores.put('devices', key, await core.sealer.seal({ kind: 'device', key }, 1, body));
  }
  await stores.delete('devices', entry.key);
  await stores.delete('contacts', id);
}

/** Whether a device was without the epoch's key. */
async function wrapAnew(core: Core, members: Members, stores: Stores, epoch: number): Promise<boolean> {
  const entry = await stores.get('devices', keyOfEpoch(epoch));
  const key = members.secrets.epochs[epoch];
  if (entry === null || key === undefined) return false;
  const devices = await devicesOf(members, stores);
  const record = parseEpoch(entry.value);
  const without = devices.filter((device) => lacksKey(record, device));
  if (without.length === 0) return false;
  const { fleet } = core.state;
  const bytes = fromBase64url(key);
  const full = await withWraps(fleet, record, bytes, without, core.device, members.identity);
  await stores.update('devices', keyOfEpoch(epoch), epochBytes(full), entry.revision);
  return true;
}

function isOld(core: Core, { value }: Entry): boolean {
  try {
    return headerOf(value).epoch < core.sealer.epoch;
  } catch {
    return false;
  }
}

function keyOfEpoch(epoch: number): string {
  return `epoch.${epoch}`;
}
