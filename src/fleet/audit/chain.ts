import type { Bytes } from '../../protocol';
import { base64url, concat, sha256, utf8 } from '../bytes';
import { openFrom, publicKey, sealTo } from '../keys';
import type { Stores } from '../transport';

/** The last link of a device's chain. */
export interface Link {
  readonly count: number;
  /** The stream's number of it. */
  readonly sequence: number;
  /** Base64url; empty before the first. */
  readonly hash: string;
}

/** u32: which of its device's entries it is, from 1. */
const NUMBER = 4;
const HASH = 32;

/**
 * Appends one entry, sealed to the admins: the device itself cannot read it again. It names the hash of the one before, so none can be left out or
 * changed. Null where the stream has this entry already, which a device that died before it noted it finds; then `link` goes on from there.
 */
export async function append(
  stores: Stores,
  device: string,
  audit: string,
  { count, sequence, hash }: Link,
  entry: Bytes,
): Promise<Link> {
  const number = count + 1;
  const plain = concat(await before(hash), entry);
  const sealed = await sealTo(await publicKey(audit), ['audit', stores.fleet, device, number], plain);
  const value = concat(numberBytes(number), sealed);
  const appended = await stores.append(device, value, sequence);
  if (appended !== null) return { count: number, sequence: appended, hash: await linkHash(hash, value) };
  const last = await stores.lastAppended(device);
  if (last === null || numberOf(last.value) !== number)
    throw new Error('the audit stream is not as this device left it');
  return { count: number, sequence: last.sequence, hash: await linkHash(hash, last.value) };
}

/** A device's entries, or what is wrong with them. */
export interface Chain {
  readonly device: string;
  /** Up to the first that is wrong. */
  readonly entries: readonly Bytes[];
  /** The first that is missing, changed or out of its place, from 1; null where all are right. */
  readonly brokenAt: number | null;
}

/** Opens one device's entries in the order of the stream, with the admins' key. Never throws for what it finds. */
export async function openChain(
  fleet: string,
  device: string,
  pair: CryptoKeyPair,
  values: readonly Uint8Array[],
): Promise<Chain> {
  const entries: Bytes[] = [];
  let hash = '';
  for (const value of values) {
    const number = entries.length + 1;
    try {
      if (numberOf(value) !== number) return { device, entries, brokenAt: number };
      const sealed = value.slice(NUMBER);
      const plain = await openFrom(pair, ['audit', fleet, device, number], sealed);
      if (base64url(plain.subarray(0, HASH)) !== base64url(await before(hash)))
        return { device, entries, brokenAt: number };
      entries.push(plain.slice(HASH));
    } catch {
      return { device, entries, brokenAt: number };
    }
    hash = await linkHash(hash, value);
  }
  return { device, entries, brokenAt: null };
}

function before(hash: string): Promise<Bytes> {
  return sha256(utf8(hash));
}

async function linkHash(before: string, value: Uint8Array): Promise<string> {
  return base64url(await sha256(utf8(before), value));
}

function numberBytes(number: number): Bytes {
  const bytes = new Uint8Array(NUMBER);
  new DataView(bytes.buffer).setUint32(0, number, true);
  return bytes;
}

function numberOf(value: Uint8Array): number {
  if (value.length < NUMBER) return 0;
  return new DataView(value.buffer, value.byteOffset, value.byteLength).getUint32(0, true);
}
