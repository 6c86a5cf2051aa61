import type { Bytes } from '../../protocol';
import { concat, jsonBytes, random } from '../bytes';
import { pad, unpad } from './padding';

/** Version of the form, part of what every seal authenticates. */
const FORMAT = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;
/** u8 format, u32 epoch, u32 revision. */
const HEADER = 9;
const WRAP = NONCE + KEY + TAG;
const LEAST = HEADER + WRAP + NONCE + TAG;

/** Where a record lies: it opens nowhere else. */
export interface Place {
  readonly kind: 'person' | 'device' | 'contact' | 'mark';
  readonly key: string;
}

export interface Opened {
  readonly body: Bytes;
  readonly epoch: number;
  readonly revision: number;
}

/** What cannot be opened: changed, of another place, fleet or form, or of an epoch that this device has no key of. */
export class Unopenable extends Error {
  override readonly name = 'Unopenable';
  /** The epoch it claims to be of, where its key is what is missing. */
  readonly epoch: number | null;

  constructor(epoch: number | null = null) {
    super(epoch === null ? 'the record does not open' : `there is no key of epoch ${epoch}`);
    this.epoch = epoch;
  }
}

/**
 * Seals the fleet's records. Each sealing has a fresh key of 256 bits, which seals the body and is itself sealed under the epoch's key:
 * `header ‖ nonce ‖ sealed key ‖ nonce ‖ sealed body`. So a record that is written anew needs nothing of the one before, and whoever kept the keys of
 * an earlier one opens no later one. The additional data of both seals names form, fleet, kind, key, epoch and revision.
 */
export class Sealer {
  readonly fleet: string;
  readonly #epochs = new Map<number, CryptoKey>();

  constructor(fleet: string) {
    this.fleet = fleet;
  }

  /** The epoch that is sealed under. */
  get epoch(): number {
    return Math.max(0, ...this.#epochs.keys());
  }

  async addEpoch(epoch: number, key: Bytes): Promise<void> {
    this.#epochs.set(epoch, await importKey(key, ['encrypt', 'decrypt']));
  }

  /** Nothing that was sealed before that epoch opens any more. */
  forgetBefore(epoch: number): void {
    for (const each of this.#epochs.keys()) if (each < epoch) this.#epochs.delete(each);
  }

  /** `revision`: how often the record was written, 1…2³²−1. */
  async seal(place: Place, revision: number, body: Uint8Array): Promise<Bytes> {
    const { epoch } = this;
    const epochKey = this.#epochs.get(epoch);
    if (epochKey === undefined) throw new Unopenable(epoch);
    const header = new Uint8Array(HEADER);
    const view = new DataView(header.buffer);
    view.setUint8(0, FORMAT);
    view.setUint32(1, epoch, true);
    view.setUint32(5, revision, true);
    const key = random(KEY);
    const [wrapped, sealed] = await Promise.all([
      encrypt(epochKey, this.#data('key', place, epoch, revision), key),
      importKey(key, ['encrypt']).then((own) =>
        encrypt(own, this.#data('body', place, epoch, revision), pad(body)),
      ),
    ]);
    key.fill(0);
    return concat(header, wrapped, sealed);
  }

  /** Throws Unopenable. */
  async open(place: Place, bytes: Uint8Array): Promise<Opened> {
    const { epoch, revision } = headerOf(bytes);
    const epochKey = this.#epochs.get(epoch);
    if (epochKey === undefined) throw new Unopenable(epoch);
    try {
      const wrapped = bytes.slice(HEADER, HEADER + WRAP);
      const key = await decrypt(epochKey, this.#data('key', place, epoch, revision), wrapped);
      const own = await importKey(key, ['decrypt']);
      key.fill(0);
      const sealed = bytes.slice(HEADER + WRAP);
      const body = unpad(await decrypt(own, this.#data('body', place, epoch, revision), sealed));
      return { body, epoch, revision };
    } catch {
      throw new Unopenable();
    }
  }

  #data(what: 'key' | 'body', { kind, key }: Place, epoch: number, revision: number): Bytes {
    return jsonBytes(['mien fleet', FORMAT, what, this.fleet, kind, key, epoch, revision]);
  }
}

/** What a record's plain header claims. Throws Unopenable where it is none. */
export function headerOf(bytes: Uint8Array): { readonly epoch: number; readonly revision: number } {
  if (bytes.length < LEAST || bytes[0] !== FORMAT) throw new Unopenable();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { epoch: view.getUint32(1, true), revision: view.getUint32(5, true) };
}

function importKey(key: Bytes, usages: KeyUsage[]): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, usages);
}

async function encrypt(key: CryptoKey, additionalData: Bytes, plain: Bytes): Promise<Bytes> {
  const iv = random(NONCE);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain);
  return concat(iv, new Uint8Array(sealed));
}

async function decrypt(key: CryptoKey, additionalData: Bytes, sealed: Bytes): Promise<Bytes> {
  const iv = sealed.subarray(0, NONCE);
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv, additionalData },
    key,
    sealed.subarray(NONCE),
  );
  return new Uint8Array(plain);
}
