import { Basis } from '../../match';
import { LIMITS } from '../../protocol';
import { Damaged } from '../failure';

/** Version of the sealed records' form, part of what every seal authenticates. */
const FORMAT = 2;
const NONCE_BYTES = 12;
const encoder = new TextEncoder();
/** All groups of an appid, twice: who asks for others must not fill the memory. */
const KEPT_HASHES = 2 * LIMITS.groupsPerApp;
/** Persons of one piece of work, who come several times in it. */
const KEPT_PERSONS = 4_096;
/** Of both networks, twice: those of before and after a renewal. */
const KEPT_BASES = 4;

/** What a record is and where it lies. A seal opens nowhere else. */
export interface Place {
  readonly kind:
    | 'state'
    | 'person'
    | 'face'
    | 'picture'
    | 'group'
    | 'manifest'
    | 'segment'
    | 'audit'
    | 'shadow'
    | 'fleet';
  readonly key: string;
  /** The gallery's generation that wrote it. */
  readonly generation: number;
  /** Plain fields beside the sealed ones that must not be changed either. */
  readonly beside?: readonly string[];
}

/**
 * An open gallery's keys. Everything at rest is AES-256-GCM: 12 random bytes of nonce, ciphertext, 16 bytes of tag. The
 * additional data names form, appid, gallery, kind, key and generation, so that no record can be put in another's place,
 * an older one's or another gallery's.
 *
 * Random nonces of 96 bits may be used 2^32 times with one key (NIST SP 800-38D, 8.3): `sealings` counts, and
 * the store refuses to write beyond (`MAX_SEALINGS`).
 */
export class GalleryKeys {
  /** Names the keys, too: new ones come with another. */
  readonly galleryId: string;
  readonly #records: CryptoKey;
  readonly #ids: CryptoKey;
  readonly #bases: CryptoKey;
  readonly #scope: readonly string[];
  readonly #hashes = new Map<string, Promise<string>>();
  readonly #persons = new Map<string, Promise<string>>();
  readonly #known = new Map<string, Promise<Basis>>();
  #sealings = 0;

  private constructor(
    keys: Readonly<Record<'records' | 'ids' | 'bases', CryptoKey>>,
    appid: string,
    galleryId: string,
  ) {
    this.galleryId = galleryId;
    this.#records = keys.records;
    this.#ids = keys.ids;
    this.#bases = keys.bases;
    this.#scope = [appid, galleryId];
  }

  /** From the gallery's 32 root bytes, by HKDF-SHA-256. None of the keys can be read out again. */
  static async derive(root: Uint8Array<ArrayBuffer>, appid: string, galleryId: string): Promise<GalleryKeys> {
    const material = await crypto.subtle.importKey('raw', root, 'HKDF', false, ['deriveKey']);
    const derive = (info: string, type: AesKeyGenParams | HmacKeyGenParams, usages: KeyUsage[]) =>
      crypto.subtle.deriveKey(hkdf(galleryId, info), material, type, false, usages);
    const records = await derive('records', { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt']);
    const ids = await derive('ids', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign']);
    return new GalleryKeys({ records, ids, bases: material }, appid, galleryId);
  }

  /** Records sealed since this object was made. */
  get sealings(): number {
    return this.#sealings;
  }

  async seal(place: Place, plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    this.#sealings += 1;
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const sealed = await crypto.subtle.encrypt(this.#with(iv, place), this.#records, plain);
    const bytes = new Uint8Array(NONCE_BYTES + sealed.byteLength);
    bytes.set(iv);
    bytes.set(new Uint8Array(sealed), NONCE_BYTES);
    return bytes;
  }

  /** Throws Damaged for anything but what `seal` made for this very place, whatever types a record's fields have. */
  async open(place: Place, sealed: unknown): Promise<Uint8Array<ArrayBuffer>> {
    if (!isPlace(place) || !(sealed instanceof Uint8Array) || sealed.length < NONCE_BYTES)
      throw new Damaged(place.kind, String(place.key));
    const bytes = sealed as Uint8Array<ArrayBuffer>;
    try {
      const algorithm = this.#with(bytes.subarray(0, NONCE_BYTES), place);
      return new Uint8Array(
        await crypto.subtle.decrypt(algorithm, this.#records, bytes.subarray(NONCE_BYTES)),
      );
    } catch (cause) {
      throw new Damaged(place.kind, place.key, cause);
    }
  }

  /**
   * What stands for an id in the database: 128 bits of HMAC-SHA-256 as 32 hexadecimal digits. Without the key it cannot be
   * told whose it is, nor tried out.
   */
  hash(kind: 'person' | 'group' | 'origin', id: string): Promise<string> {
    const text = `${kind} ${id}`;
    // Groups come again and again; persons by the ten thousand.
    const [hashes, kept] = kind === 'person' ? [this.#persons, KEPT_PERSONS] : [this.#hashes, KEPT_HASHES];
    const known = hashes.get(text);
    if (known !== undefined) return known;
    const made = this.#sign(text);
    if (hashes.size >= kept) hashes.clear();
    hashes.set(text, made);
    return made;
  }

  /**
   * The secret basis of that name, for templates of `dimension` numbers: a key by HKDF-SHA-256 of the root and the name, whose AES-CTR key
   * stream says all of it. Undefined for none.
   */
  async basis(name: string | null, dimension: number): Promise<Basis | undefined> {
    if (name === null) return undefined;
    const text = `${dimension} ${name}`;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const made = this.#makeBasis(name, dimension);
    if (this.#known.size >= KEPT_BASES) this.#known.clear();
    this.#known.set(text, made);
    return made;
  }

  async #makeBasis(name: string, dimension: number): Promise<Basis> {
    const { subtle } = crypto;
    const stream = { name: 'AES-CTR', length: 256 };
    const how = hkdf(this.galleryId, `basis ${dimension} ${name}`);
    const key = await subtle.deriveKey(how, this.#bases, stream, false, ['encrypt']);
    const zeros = new Uint8Array(Basis.bytes(dimension));
    const counter = new Uint8Array(16);
    const secret = await subtle.encrypt({ name: 'AES-CTR', counter, length: 64 }, key, zeros);
    return new Basis(name, dimension, new Uint8Array(secret));
  }

  async #sign(text: string): Promise<string> {
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', this.#ids, encoder.encode(text)));
    let hex = '';
    for (const byte of mac.subarray(0, 16)) hex += byte.toString(16).padStart(2, '0');
    return hex;
  }

  #with(iv: Uint8Array<ArrayBuffer>, { kind, key, generation, beside = [] }: Place): AesGcmParams {
    const names = [FORMAT, ...this.#scope, kind, key, generation, ...beside];
    return { name: 'AES-GCM', iv, additionalData: encoder.encode(JSON.stringify(names)) };
  }
}

function hkdf(galleryId: string, info: string): HkdfParams {
  return {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: encoder.encode(galleryId),
    info: encoder.encode(`mien ${info}`),
  };
}

/** The fields come from the database, where anything may have been put. */
function isPlace({ key, generation, beside = [] }: Place): boolean {
  return (
    typeof key === 'string' &&
    Number.isSafeInteger(generation) &&
    Array.isArray(beside) &&
    beside.every((each) => typeof each === 'string')
  );
}
