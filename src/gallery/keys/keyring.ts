import { CODES, FaceError, type KdfParameters } from '../../protocol';
import { jsonBytes } from '../bytes';
import { storageError } from '../failure';
import { checkKdf, DEFAULT_KDF, derivePassphraseKey } from './passphrase';

export const ROOT_BYTES = 32;
export const NONCE_BYTES = 12;
export const SALT_BYTES = 16;

export type Lock =
  /** A key of this browser profile, which WebCrypto will not read out. */
  | { readonly kind: 'device'; readonly key: CryptoKey }
  | { readonly kind: 'passphrase'; readonly kdf: KdfParameters; readonly salt: Uint8Array<ArrayBuffer> };

/**
 * How a gallery's keys are kept. All of them come from 32 random root bytes, which lie here sealed by the lock:
 * the same root under another lock seals 32 bytes anew, and no record.
 */
export interface Keyring {
  readonly format: 1;
  /** Random, another with each root; names the gallery in everything its keys seal. */
  readonly galleryId: string;
  readonly lock: Lock;
  /** Nonce, ciphertext and tag of the root bytes. */
  readonly root: Uint8Array<ArrayBuffer>;
}

/** What tells a key record from every other one: the random nonce that its root was sealed with, as 24 hexadecimal digits. */
export function ringMark({ root }: Keyring): string {
  return [...root.subarray(0, NONCE_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A new root and its keyring, locked by the passphrase if there is one, else by a new device key. */
export function createKeyring(
  passphrase: string | undefined,
): Promise<{ ring: Keyring; root: Uint8Array<ArrayBuffer> }> {
  const root = crypto.getRandomValues(new Uint8Array(ROOT_BYTES));
  return lockRoot(root, crypto.randomUUID(), passphrase).then((ring) => ({ ring, root }));
}

/** The same root bytes under another lock. */
export async function lockRoot(
  root: Uint8Array<ArrayBuffer>,
  galleryId: string,
  passphrase: string | undefined,
): Promise<Keyring> {
  const lock = passphrase === undefined ? await deviceLock() : passphraseLock();
  const key = await lockKey(lock, passphrase);
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: about(galleryId, lock) },
    key,
    root,
  );
  const bytes = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  bytes.set(iv);
  bytes.set(new Uint8Array(sealed), NONCE_BYTES);
  return { format: 1, galleryId, lock, root: bytes };
}

/** The root bytes. FaceError −1301, −1313 for a passphrase that is empty, wrong or no text; −1200 for a damaged keyring. */
export async function unlockRoot(
  ring: Keyring,
  passphrase: string | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await lockKey(ring.lock, passphrase);
  const iv = ring.root.subarray(0, NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: about(ring.galleryId, ring.lock) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, ring.root.subarray(NONCE_BYTES)));
  } catch (cause) {
    if (ring.lock.kind === 'passphrase')
      throw new FaceError(CODES.PARAMETER_INVALID, 'the passphrase is wrong', { kind: 'passphrase', cause });
    throw storageError('damaged', 'the gallery’s key is damaged: nothing in it can be read any more', cause);
  }
}

async function deviceLock(): Promise<Lock> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return { kind: 'device', key };
}

function passphraseLock(): Lock {
  return { kind: 'passphrase', kdf: DEFAULT_KDF, salt: crypto.getRandomValues(new Uint8Array(SALT_BYTES)) };
}

async function lockKey(lock: Lock, passphrase: string | undefined): Promise<CryptoKey> {
  if (lock.kind === 'device') return lock.key;
  const raw = await derivePassphraseKey(passphrase ?? '', checkKdf(lock.kdf), lock.salt);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  raw.fill(0);
  return key;
}

function about(galleryId: string, lock: Lock): Uint8Array<ArrayBuffer> {
  const how = lock.kind === 'device' ? [] : [lock.kdf, [...lock.salt]];
  return jsonBytes(['mien keyring', 1, galleryId, lock.kind, ...how]);
}
