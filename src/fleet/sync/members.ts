import * as v from 'valibot';
import type { Bytes } from '../../protocol';
import { base64url, fromBase64url, fromJsonBytes, jsonBytes } from '../bytes';
import {
  type Device,
  deviceBytes,
  keyOf,
  parseDevice,
  parseDevices,
  parseEpoch,
  parseRevoked,
  publicText,
  type Revoked,
  type Secrets,
  unwrapSecrets,
  wrapSecrets,
} from '../keys';
import { headerOf, Unopenable } from '../seal';
import type { Entry, Stores } from '../transport';
import type { Core } from './core';
import { FleetError } from './failure';
import { Lock } from './lock';
import { Pairs } from './pairs';

const sweptSchema = v.object({ epoch: v.number() });
const purgedSchema = v.object({ revision: v.number() });

/** Keys of the bucket of devices: one's own entry, and what is left of one that was revoked. */
export const DEVICE = 'device.';
export const REVOKED = 'revoked.';
export const SWEPT = 'swept';
export const PURGED = 'purged';

/** This device's keys, and what the bucket of devices says: who there is, which epochs, what of them is over. */
export class Members {
  readonly #core: Core;
  /** Who changes keys holds it: two that renew at once would each let go what the other keeps. */
  readonly #lock = new Lock();
  readonly #pairs: Pairs;
  #secrets: Secrets;

  private constructor(core: Core, pairs: Pairs, secrets: Secrets) {
    this.#core = core;
    this.#pairs = pairs;
    this.#secrets = secrets;
  }

  static async open(core: Core, pairs: readonly CryptoKeyPair[], secrets: Secrets): Promise<Members> {
    for (const [epoch, key] of Object.entries(secrets.epochs))
      await core.sealer.addEpoch(Number(epoch), fromBase64url(key));
    return new Members(core, new Pairs(core.port, pairs), secrets);
  }

  get secrets(): Secrets {
    return this.#secrets;
  }

  get identity(): CryptoKeyPair {
    return this.#pairs.identity;
  }

  /** The admins, this device among them where it is one. */
  get admins(): Device[] {
    return parseDevices(this.#core.state.admins);
  }

  /** This device, as the others are to know it. */
  async self(): Promise<Omit<Device, 'keyEpoch'>> {
    const { id, name, role, joinedMs } = this.#core.state.device;
    return {
      id,
      name,
      role,
      joinedMs,
      identity: await publicText(this.identity),
      publicKey: await publicText(this.#pairs.newest),
    };
  }

  /** Takes entries of the bucket of devices, in their order. */
  async take(stores: Stores, entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) {
      if (!entry.deleted) await this.#takeOne(stores, entry);
    }
    const last = entries[entries.length - 1];
    if (last !== undefined) await this.#core.save({ members: last.revision });
  }

  /** Has the keys of all epochs up to that one. Throws FleetError `revoked` where they were not meant for this device. */
  async ensureEpoch(stores: Stores, epoch: number): Promise<void> {
    const { sealer } = this.#core;
    if (sealer.epoch >= epoch) return;
    await this.#lock.run(async () => {
      while (sealer.epoch < epoch) {
        const next = sealer.epoch + 1;
        const entry = await stores.get('devices', `epoch.${next}`);
        if (entry === null) throw new Unopenable(next);
        await this.#adopt(stores, entry.value);
      }
    });
  }

  /** Begins an epoch that this device has made, unless it has heard of it already. */
  async begin(stores: Stores, epoch: number, key: Bytes, revoked: readonly string[]): Promise<void> {
    await this.#lock.run(async () => {
      if (this.#core.sealer.epoch >= epoch) return;
      await this.#keep(epoch, key, revoked);
      await this.#renew(stores);
    });
  }

  /** Ensures that what comes can be opened. */
  async ensureEpochs(stores: Stores, values: readonly Uint8Array[]): Promise<void> {
    let highest = 0;
    for (const value of values) highest = Math.max(highest, epochOf(value));
    // No honest device is more than a few ahead: another number is a number that somebody made up.
    if (highest <= this.#core.sealer.epoch + MOST_AHEAD) await this.ensureEpoch(stores, highest);
  }

  /** Another key for others to seal to. */
  async #renew(stores: Stores): Promise<void> {
    await this.#pairs.add();
    await this.#saveSecrets(this.#secrets);
    await this.publish(stores);
  }

  /** While an epoch is not done with, another one may be made from what was known before it. */
  async #letGo(): Promise<void> {
    if (this.#core.state.swept >= this.#core.sealer.epoch) await this.#pairs.letGo();
  }

  /** Puts this device's own entry on the server. */
  async publish(stores: Stores): Promise<void> {
    await this.introduce(stores, await this.self());
  }

  /** Puts a device's entry on the server. */
  async introduce(stores: Stores, device: Omit<Device, 'keyEpoch'>): Promise<void> {
    const { sealer } = this.#core;
    const key = DEVICE + device.id;
    const body = deviceBytes({ ...device, keyEpoch: sealer.epoch });
    await stores.put('devices', key, await sealer.seal({ kind: 'device', key }, 1, body));
  }

  async openDevice({ key, value }: Entry): Promise<Device | null> {
    try {
      const { body } = await this.#core.sealer.open({ kind: 'device', key }, value);
      const device = parseDevice(body);
      return key === DEVICE + device.id ? device : null;
    } catch {
      return null;
    }
  }

  async openRevoked({ key, value }: Entry): Promise<Revoked | null> {
    try {
      const { body } = await this.#core.sealer.open({ kind: 'device', key }, value);
      const device = parseRevoked(body);
      return key === REVOKED + device.id ? device : null;
    } catch {
      return null;
    }
  }

  async sealMark(key: typeof SWEPT | typeof PURGED, mark: unknown): Promise<Bytes> {
    return this.#core.sealer.seal({ kind: 'mark', key }, 1, jsonBytes(mark));
  }

  /** Keeps an epoch's key. */
  async #keep(epoch: number, key: Bytes, revoked: readonly string[]): Promise<void> {
    const { sealer, state } = this.#core;
    await sealer.addEpoch(epoch, key);
    await this.#saveSecrets({
      ...this.#secrets,
      epochs: { ...this.#secrets.epochs, [epoch]: base64url(key) },
    });
    await this.#core.save({
      revoked: [...new Set([...state.revoked, ...revoked])].sort(),
      admins: this.admins.filter(({ id }) => !revoked.includes(id)),
    });
  }

  async #takeOne(stores: Stores, entry: Entry): Promise<void> {
    const { key, value } = entry;
    if (key.startsWith('epoch.')) {
      await this.ensureEpoch(stores, Number(key.slice('epoch.'.length)));
      return;
    }
    await this.ensureEpochs(stores, [value]);
    if (key === SWEPT) await this.#sweptTo(value);
    else if (key === PURGED) await this.#purgedTo(value);
    else if (key.startsWith(DEVICE)) await this.#noteDevice(entry);
  }

  async #adopt(stores: Stores, bytes: Uint8Array): Promise<void> {
    const { state, device } = this.#core;
    const epoch = parseEpoch(bytes);
    const pairs = await this.#pairs.sealedTo();
    const key = await keyOf(state.fleet, epoch, device, pairs, this.admins, state.revoked);
    if (key === 'revoked') throw new FleetError('revoked', 'this device was revoked');
    if (typeof key === 'string') throw new Unopenable(epoch.epoch);
    await this.#keep(epoch.epoch, key, epoch.revoked);
    await this.#renew(stores);
  }

  async #sweptTo(value: Uint8Array): Promise<void> {
    const opened = await this.#openMark(SWEPT, value);
    if (opened === null) return;
    const { epoch } = v.parse(sweptSchema, opened);
    if (epoch > this.#core.state.swept) await this.forgetBefore(epoch);
  }

  /** The keys of earlier epochs are gone, here. */
  async forgetBefore(epoch: number): Promise<void> {
    await this.#lock.run(async () => {
      this.#core.sealer.forgetBefore(epoch);
      const kept = Object.entries(this.#secrets.epochs).filter(([each]) => Number(each) >= epoch);
      await this.#saveSecrets({ ...this.#secrets, epochs: Object.fromEntries(kept) });
      await this.#core.save({ swept: epoch });
      await this.#letGo();
    });
  }

  async #purgedTo(value: Uint8Array): Promise<void> {
    const opened = await this.#openMark(PURGED, value);
    if (opened === null) return;
    const { revision } = v.parse(purgedSchema, opened);
    this.#core.note({ purged: Math.max(this.#core.state.purged, revision) });
  }

  async #openMark(key: string, value: Uint8Array): Promise<unknown> {
    try {
      return fromJsonBytes((await this.#core.sealer.open({ kind: 'mark', key }, value)).body);
    } catch {
      return null;
    }
  }

  async #noteDevice(entry: Entry): Promise<void> {
    const device = await this.openDevice(entry);
    if (device?.id === this.#core.device) await this.#hearOfItself(device);
    if (device === null || this.#core.state.revoked.includes(device.id)) return;
    // Under an epoch that is over, only who was revoked writes still.
    if (epochOf(entry.value) < this.#core.sealer.epoch && device.id !== this.#core.device) return;
    const others = this.admins.filter(({ id }) => id !== device.id);
    if (device.role === 'admin') this.#core.note({ admins: [...others, device] });
  }

  async #hearOfItself({ publicKey }: Device): Promise<void> {
    await this.#lock.run(async () => {
      await this.#pairs.hear(publicKey);
      await this.#letGo();
    });
  }

  async #saveSecrets(secrets: Secrets): Promise<void> {
    this.#secrets = secrets;
    await this.#core.save({ secrets: await wrapSecrets(secrets, this.#core.device, this.#pairs.newest) });
  }
}

/** Epochs that a device may learn of at once. */
const MOST_AHEAD = 1000;

function epochOf(value: Uint8Array): number {
  try {
    return headerOf(value).epoch;
  } catch {
    return 0;
  }
}

/** Of a device's state and keys. Throws FleetError `no_member`. */
export async function openSecrets(
  wrapped: string,
  device: string,
  pairs: readonly CryptoKeyPair[],
): Promise<Secrets> {
  try {
    return await unwrapSecrets(wrapped, device, pairs.slice(1));
  } catch (cause) {
    throw new FleetError('no_member', 'the device’s keys do not open what it knows', { cause });
  }
}
