import { KeyObject } from 'node:crypto';
import * as v from 'valibot';
import type { Application, Applied, Found, GalleryPort, LocalChanges } from '../../../src/fleet/port';
import { Vault } from './vault';

const pairSchema = v.object({ publicKey: v.looseObject({}), privateKey: v.looseObject({}) });
const schema = v.object({
  /** Of the login at the servers. */
  seed: v.string(),
  state: v.nullable(v.string()),
  pairs: v.array(pairSchema),
});
type Content = v.InferOutput<typeof schema>;

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };

/**
 * The gallery of a device that only administers: it has keys and a place in the fleet, and nobody. What comes of people is let go, so that no template is
 * on the operator's disk. Node stores no keys that cannot be extracted; the file's passphrase is what protects them.
 */
export class AdminGallery implements GalleryPort {
  readonly #vault: Vault;
  #content: Content;
  /** One write after another. */
  #saving: Promise<void> = Promise.resolve();

  private constructor(vault: Vault, content: Content) {
    this.#vault = vault;
    this.#content = content;
  }

  static async create(path: string, passphrase: string, seed: string): Promise<AdminGallery> {
    const gallery = new AdminGallery(Vault.create(path, passphrase), { seed, state: null, pairs: [] });
    await gallery.#save({});
    return gallery;
  }

  static async open(path: string, passphrase: string): Promise<AdminGallery> {
    const { vault, content } = await Vault.open(path, passphrase);
    return new AdminGallery(vault, v.parse(schema, content));
  }

  get seed(): string {
    return this.#content.seed;
  }

  /** It keeps nobody whom it could be wrong about. */
  accepts(): boolean {
    return true;
  }

  async read(wanted: readonly { readonly key: string }[]): Promise<readonly Found[]> {
    return wanted.map(({ key }) => ({ key, shadow: null, person: null, mark: 0 }));
  }

  async changedSince(generation: number): Promise<LocalChanges> {
    return { generation: Math.max(0, generation), person_ids: [], gone: [], more: false };
  }

  async pending(): Promise<readonly string[]> {
    return [];
  }

  async shadows(): Promise<readonly string[]> {
    return [];
  }

  async apply(_batch: readonly Application[]): Promise<Applied> {
    return { refused: [], before: 0, after: 0 };
  }

  async auditAfter(): Promise<readonly Uint8Array<ArrayBuffer>[]> {
    return [];
  }

  async loadState(): Promise<Uint8Array<ArrayBuffer> | null> {
    const { state } = this.#content;
    return state === null ? null : new Uint8Array(Buffer.from(state, 'base64'));
  }

  saveState(state: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.#save({ state: Buffer.from(state).toString('base64') });
  }

  loadDeviceKeys(): Promise<readonly CryptoKeyPair[]> {
    return Promise.all(this.#content.pairs.map(pairOf));
  }

  saveDeviceKeys(pairs: readonly CryptoKeyPair[]): Promise<void> {
    return this.#save({
      pairs: pairs.map(({ publicKey, privateKey }) => ({
        publicKey: { ...jwkOf(publicKey) },
        privateKey: { ...jwkOf(privateKey) },
      })),
    });
  }

  onChange(): () => void {
    return () => undefined;
  }

  #save(changes: Partial<Content>): Promise<void> {
    this.#content = { ...this.#content, ...changes };
    const saved = this.#saving.then(() => this.#vault.save(this.#content));
    this.#saving = saved.catch(() => undefined);
    return saved;
  }
}

function jwkOf(key: CryptoKey): JsonWebKey {
  return KeyObject.from(key).export({ format: 'jwk' });
}

async function pairOf(pair: v.InferOutput<typeof pairSchema>): Promise<CryptoKeyPair> {
  const { subtle } = crypto;
  return {
    publicKey: await subtle.importKey('jwk', pair.publicKey, CURVE, true, []),
    privateKey: await subtle.importKey('jwk', pair.privateKey, CURVE, false, ['deriveBits']),
  };
}
