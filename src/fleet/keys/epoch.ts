import * as v from 'valibot';
import type { Bytes } from '../../protocol';
import { base64url, fromBase64url, fromJsonBytes, jsonBytes } from '../bytes';
import type { Device } from './devices';
import { openFrom, type Purpose, publicKey, sealTo } from './hpke';

const schema = v.object({
  epoch: v.number(),
  /** Ids of all devices that were ever revoked, ascending. */
  revoked: v.array(v.string()),
  /** By device: its epoch key, to which of its public keys, and from whom. */
  wraps: v.record(v.string(), v.object({ by: v.string(), to: v.string(), sealed: v.string() })),
});

/**
 * An epoch's key for each device that stays. The server sees ids, which are random, and how many there are. Public keys stand in it as the first
 * letters of their text, so that a device finds the pair.
 */
export type Epoch = v.InferOutput<typeof schema>;

const LETTERS = 16;

export function epochBytes(epoch: Epoch): Bytes {
  return jsonBytes(epoch);
}

/** Throws for anything else. */
export function parseEpoch(bytes: Uint8Array): Epoch {
  return v.parse(schema, fromJsonBytes(bytes));
}

/** Whether a device can neither have the epoch's key nor get it from what there is. */
export function lacksKey(epoch: Epoch, { id, publicKey, keyEpoch }: Device): boolean {
  if (keyEpoch >= epoch.epoch || epoch.revoked.includes(id)) return false;
  return epoch.wraps[id]?.to !== publicKey.slice(0, LETTERS);
}

/** The epoch with its key wrapped for each of `devices` that lacks it. */
export async function withWraps(
  fleet: string,
  epoch: Epoch,
  key: Bytes,
  devices: readonly Device[],
  by: string,
  identity: CryptoKeyPair,
): Promise<Epoch> {
  const wraps = { ...epoch.wraps };
  for (const device of devices) {
    if (!lacksKey(epoch, device)) continue;
    const { id, publicKey: text } = device;
    const to = text.slice(0, LETTERS);
    const sealed = await sealTo(await publicKey(text), purpose(fleet, epoch, id), key, identity);
    wraps[id] = { by, to, sealed: base64url(sealed) };
  }
  return { ...epoch, wraps };
}

/** Why an epoch's key is not to be had. */
export type EpochTrouble = 'revoked' | 'no key' | 'not from an admin';

/**
 * The epoch's key. It counts only where it comes from a device that `devices` knows as an admin and that has not been revoked before or by this
 * very epoch: a revoked device that could still write to the server makes none.
 */
export async function keyOf(
  fleet: string,
  epoch: Epoch,
  me: string,
  pairs: readonly { readonly pair: CryptoKeyPair; readonly text: string }[],
  devices: readonly Device[],
  revokedBefore: readonly string[],
): Promise<Bytes | EpochTrouble> {
  const wrap = epoch.wraps[me];
  const own = pairs.find(({ text }) => text.slice(0, LETTERS) === wrap?.to);
  const from = devices.find(({ id }) => id === wrap?.by);
  const believed =
    from?.role === 'admin' && !epoch.revoked.includes(from.id) && !revokedBefore.includes(from.id);
  if (wrap === undefined) return epoch.revoked.includes(me) ? 'revoked' : 'no key';
  if (!believed || from === undefined) return 'not from an admin';
  if (own === undefined) return 'no key';
  try {
    const sender = await publicKey(from.identity);
    return await openFrom(own.pair, purpose(fleet, epoch, me), fromBase64url(wrap.sealed), sender);
  } catch {
    return 'not from an admin';
  }
}

function purpose(fleet: string, { epoch, revoked }: Epoch, device: string): Purpose {
  return ['epoch', fleet, epoch, device, ...revoked];
}
