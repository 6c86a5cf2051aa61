import { FaceError } from '../../protocol';
import { storageError } from '../failure';
import { type Keyring, type Lock, NONCE_BYTES, ROOT_BYTES, SALT_BYTES } from './keyring';
import { checkKdf } from './passphrase';

const TAG_BYTES = 16;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Fields = Readonly<Record<string, unknown>>;

/** The key record as it lies in the database, where anything may have been put. −1200 for what mien never wrote. */
export function parseKeyring(record: unknown): Keyring {
  const { format, galleryId, lock, root } = fieldsOf(record);
  if (format !== 1 || typeof galleryId !== 'string' || !ID.test(galleryId)) throw damaged();
  return {
    format,
    galleryId,
    lock: parseLock(lock),
    root: bytes(root, NONCE_BYTES + ROOT_BYTES + TAG_BYTES),
  };
}

function parseLock(lock: unknown): Lock {
  const { kind, key, kdf, salt } = fieldsOf(lock);
  if (kind === 'device' && key instanceof CryptoKey) {
    if (key.algorithm.name !== 'AES-GCM' || !key.usages.includes('decrypt')) throw damaged();
    return { kind, key };
  }
  if (kind !== 'passphrase') throw damaged();
  return { kind, kdf: bounded(kdf), salt: bytes(salt, SALT_BYTES) };
}

/** A cost that nobody meant is damage here, not a wrong passphrase. */
function bounded(kdf: unknown) {
  try {
    return checkKdf(kdf);
  } catch (error) {
    throw error instanceof FaceError ? damaged(error) : error;
  }
}

function bytes(value: unknown, length: number): Uint8Array<ArrayBuffer> {
  if (!(value instanceof Uint8Array) || value.length !== length) throw damaged();
  return new Uint8Array(value);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function damaged(cause?: unknown): Error {
  return storageError(
    'damaged',
    'the gallery’s key record is damaged: nothing in it can be read; erase it to begin anew',
    cause,
  );
}
