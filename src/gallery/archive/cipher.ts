import { CODES, FaceError } from '../../protocol';
import { derivePassphraseKey } from '../keys';
import { type Header, writeHeader } from './header';

export const TAG_BYTES = 16;
/** The counter of a chunk's nonce has 32 bits. */
const MAX_CHUNKS = 2 ** 32;

/**
 * The chunks' encryption: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, "Online authenticated-encryption and its nonce-reuse
 * misuse-resistance", 2015) over AES-256-GCM. A chunk's nonce is the file's prefix, the chunk's number and whether it is
 * the last, so that none can be moved, repeated, dropped or cut off unseen; the header is additional data of each. The key is the
 * file's own: it comes from the passphrase and the file's random salt, so that no nonce is ever used twice with it.
 */
export class ChunkCipher {
  readonly #key: CryptoKey;
  readonly #header: Uint8Array<ArrayBuffer>;
  readonly #prefix: Uint8Array;
  #number = 0;

  private constructor(key: CryptoKey, header: Header) {
    this.#key = key;
    this.#header = writeHeader(header);
    this.#prefix = header.prefix;
  }

  /** As `derivePassphraseKey`. */
  static async create(passphrase: string, header: Header, signal?: AbortSignal): Promise<ChunkCipher> {
    const raw = await derivePassphraseKey(passphrase, header.kdf, header.salt, signal);
    const material = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
    raw.fill(0);
    const key = await crypto.subtle.deriveKey(
      {
        name: 'HKDF',
        hash: 'SHA-256',
        salt: new Uint8Array(0),
        info: new TextEncoder().encode('mien gallery file 1'),
      },
      material,
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt', 'decrypt'],
    );
    return new ChunkCipher(key, header);
  }

  async seal(plain: Uint8Array<ArrayBuffer>, last: boolean): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await crypto.subtle.encrypt(this.#next(last), this.#key, plain));
  }

  /** FaceError −1313 for anything but what was sealed as this chunk. */
  async open(sealed: Uint8Array<ArrayBuffer>, last: boolean): Promise<Uint8Array<ArrayBuffer>> {
    const number = this.#number;
    try {
      return new Uint8Array(await crypto.subtle.decrypt(this.#next(last), this.#key, sealed));
    } catch (cause) {
      if (cause instanceof FaceError) throw cause;
      // Nothing tells a wrong passphrase and a damaged first chunk apart; the passphrase is what mostly is wrong.
      if (number === 0) {
        const detail = 'the passphrase is wrong, or the gallery file is damaged';
        throw new FaceError(CODES.PARAMETER_INVALID, detail, { kind: 'passphrase', cause });
      }
      const detail = `the gallery file is damaged or cut off at its chunk ${number + 1}`;
      throw new FaceError(CODES.PARAMETER_INVALID, detail, { kind: 'archive', cause });
    }
  }

  #next(last: boolean): AesGcmParams {
    if (this.#number >= MAX_CHUNKS)
      throw new FaceError(CODES.PARAMETER_INVALID, 'the gallery file has too many chunks', {
        kind: 'archive',
      });
    const iv = new Uint8Array(12);
    iv.set(this.#prefix);
    new DataView(iv.buffer).setUint32(7, this.#number++, false);
    iv[11] = last ? 1 : 0;
    return { name: 'AES-GCM', iv, additionalData: this.#header };
  }
}
