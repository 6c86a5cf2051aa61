import { CODES, FaceError, type KdfParameters } from '../../protocol';
import { checkKdf } from '../keys';

/** docs/inside/archive-format.md has the layout. */
export const HEADER_BYTES = 52;
const MAGIC = 'mien.gal';
/** 2: a face may have a template by a second network. Files of the first version are read, too. */
const VERSION = 2;
const ARGON2ID = 1;
const SALT_BYTES = 16;
const PREFIX_BYTES = 7;
/** Of every chunk but the last. Smaller ones make a file many times as long, and as slow. */
const MIN_CHUNK_BYTES = 4096;
const MAX_CHUNK_BYTES = 16 * 2 ** 20;

export interface Header {
  /** Authenticated with the rest. */
  readonly version: number;
  readonly kdf: KdfParameters;
  /** Of the passphrase's key, and so of the file's. */
  readonly salt: Uint8Array<ArrayBuffer>;
  /** Plain bytes of every chunk but the last. */
  readonly chunkBytes: number;
  /** First bytes of every chunk's nonce. */
  readonly prefix: Uint8Array<ArrayBuffer>;
}

export function newHeader(kdf: KdfParameters, chunkBytes: number): Header {
  return {
    version: VERSION,
    kdf,
    chunkBytes,
    salt: crypto.getRandomValues(new Uint8Array(SALT_BYTES)),
    prefix: crypto.getRandomValues(new Uint8Array(PREFIX_BYTES)),
  };
}

export function writeHeader({ version, kdf, salt, chunkBytes, prefix }: Header): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint16(8, version, true);
  view.setUint16(10, ARGON2ID, true);
  view.setUint32(12, kdf.memoryKiB, true);
  view.setUint32(16, kdf.passes, true);
  view.setUint32(20, kdf.lanes, true);
  view.setUint32(24, chunkBytes, true);
  bytes.set(salt, 28);
  bytes.set(prefix, 28 + SALT_BYTES);
  return bytes;
}

/** FaceError −1313 for what is no archive, a newer one, or one whose numbers are out of bounds. */
export function readHeader(bytes: Uint8Array<ArrayBuffer>): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  if (new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) {
    throw new FaceError(CODES.PARAMETER_INVALID, 'this is no gallery file of mien', { kind: 'archive' });
  }
  const version = view.getUint16(8, true);
  if (version < 1 || version > VERSION || view.getUint16(10, true) !== ARGON2ID) {
    throw new FaceError(
      CODES.PARAMETER_INVALID,
      'this gallery file was made by a newer version of mien, or is damaged',
      { kind: 'archive' },
    );
  }
  const chunkBytes = view.getUint32(24, true);
  const fits = chunkBytes >= MIN_CHUNK_BYTES && chunkBytes <= MAX_CHUNK_BYTES;
  if (!fits || bytes[HEADER_BYTES - 1] !== 0) {
    throw new FaceError(CODES.PARAMETER_INVALID, 'the gallery file’s header is damaged', { kind: 'archive' });
  }
  return {
    version,
    kdf: checkKdf({
      memoryKiB: view.getUint32(12, true),
      passes: view.getUint32(16, true),
      lanes: view.getUint32(20, true),
    }),
    chunkBytes,
    salt: bytes.slice(28, 28 + SALT_BYTES),
    prefix: bytes.slice(28 + SALT_BYTES, 28 + SALT_BYTES + PREFIX_BYTES),
  };
}
