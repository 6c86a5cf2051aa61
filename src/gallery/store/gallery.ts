import { FaceError } from '../../protocol';
import { createKeyring, type Keyring, lockRoot, unlockRoot } from '../keys/keyring';
import { parseKeyring } from '../keys/parse-keyring';
import { GalleryKeys } from '../keys/seal';
import { EMPTY_STATE, sealState } from '../records/state';
import { deleteDatabase } from './database';
import { storageError } from './failure';
import { type GalleryDatabase, STORES, type StoreName } from './schema';
import { Tabs } from './tabs';
import { inTurn } from './turn';

/** One appid's gallery: its database, and its keys while it is unlocked. */
export class Gallery {
  readonly appid: string;
  readonly db: GalleryDatabase;
  readonly tabs: Tabs;
  #keys: GalleryKeys | undefined;

  /** Call `establish` before anything else. */
  constructor(appid: string, db: GalleryDatabase) {
    this.appid = appid;
    this.db = db;
    this.tabs = new Tabs(appid);
    this.tabs.listen(({ kind }) => {
      if (kind === 'locked') this.#keys = undefined;
    });
  }

  /**
   * Makes the keys of a new gallery, or opens those of an old one. Without its passphrase a gallery stays locked.
   * −1313: the passphrase is wrong, or the gallery has none.
   */
  async establish(passphrase: string | undefined): Promise<void> {
    const ring = (await this.#ring()) ?? (await inTurn(this.appid, () => this.#create(passphrase)));
    if (ring.lock.kind === 'device' && passphrase !== undefined) {
      throw new FaceError(
        -1313,
        'this gallery has no passphrase yet: open it without one and call setPassphrase',
      );
    }
    if (ring.lock.kind === 'device' || passphrase !== undefined) await this.#unlock(ring, passphrase);
  }

  /** The keys; −1200 (`locked`) while the passphrase has not been given. */
  async keys(): Promise<GalleryKeys> {
    if (this.#keys !== undefined) return this.#keys;
    const ring = await this.#ring();
    if (ring?.lock.kind === 'device') return this.#unlock(ring, undefined);
    throw storageError('locked', 'the gallery is locked: call unlock with its passphrase');
  }

  get locked(): boolean {
    return this.#keys === undefined;
  }

  async protection(): Promise<'device' | 'passphrase'> {
    return (await this.#ring())?.lock.kind ?? 'device';
  }

  /** −1313 for a wrong passphrase, or when there is none to give. */
  async unlock(passphrase: string): Promise<void> {
    await this.#unlock(await this.#passphraseRing(), passphrase);
  }

  /** Forgets the keys, here and in every other tab. −1313 for a gallery that the device alone would open again. */
  async lock(): Promise<void> {
    await this.#passphraseRing();
    this.#keys = undefined;
    this.tabs.tell({ kind: 'locked' });
  }

  /**
   * Another passphrase, or with undefined none: then the device key opens the gallery. `current` is asked for where there
   * is one. No record is written again. −1301, −1313.
   */
  setPassphrase(current: string | undefined, next: string | undefined): Promise<void> {
    return inTurn(this.appid, async () => {
      const ring = await this.#ring();
      if (ring === undefined) throw storageError('failed', 'the gallery was erased meanwhile');
      if (ring.lock.kind === 'passphrase' && current === undefined) {
        throw new FaceError(-1301, 'the current passphrase is empty');
      }
      const root = await unlockRoot(ring, current);
      const changed = await lockRoot(root, ring.galleryId, next);
      root.fill(0);
      await this.db.transaction('keys', 'readwrite', { durability: 'strict' }).store.put(changed, 'keys');
      await this.#unlock(changed, next);
    });
  }

  /** Removes everything: first the key, which makes the rest unreadable, then the rest, then the database. */
  async erase(): Promise<void> {
    await inTurn(this.appid, async () => {
      const keys = this.db.transaction(['keys', 'sweeps'], 'readwrite', { durability: 'strict' });
      await Promise.all([
        keys.objectStore('keys').clear(),
        keys.objectStore('sweeps').put({ since: Date.now() }, 'erase'),
        keys.done,
      ]);
      await this.#clear([...STORES]);
      this.tabs.tell({ kind: 'erased' });
      this.close();
      // It is empty already: whether another tab lets go of it now or later does not matter.
      await deleteDatabase(this.appid);
    });
  }

  close(): void {
    this.#keys = undefined;
    this.tabs.close();
    this.db.close();
  }

  async #create(passphrase: string | undefined): Promise<Keyring> {
    const made = await this.#ring();
    if (made !== undefined) return made; // by another tab, meanwhile
    await this.#requireNothing();
    const { ring, root } = await createKeyring(passphrase);
    const keys = await GalleryKeys.derive(root, this.appid, ring.galleryId);
    root.fill(0);
    const state = await sealState(keys, { ...EMPTY_STATE, sealings: 1 });
    const transaction = this.db.transaction([...STORES], 'readwrite', { durability: 'strict' });
    await Promise.all([
      // What is left of a gallery without persons, faces and key can be read by nobody.
      ...STORES.map((name) => transaction.objectStore(name).clear()),
      transaction.objectStore('keys').put(ring, 'keys'),
      transaction.objectStore('state').put(state),
      transaction.done,
    ]);
    return ring;
  }

  /**
   * Without a key nobody can read what there is. When an erase was cut off it is removed; otherwise nothing is, and −1200 says
   * that the key is missing.
   */
  async #requireNothing(): Promise<void> {
    const [persons, faces, erasing] = await Promise.all([
      this.db.count('persons'),
      this.db.count('faces'),
      this.db.get('sweeps', 'erase'),
    ]);
    if (erasing !== undefined) return this.#clear([...STORES]);
    if (persons + faces > 0)
      throw storageError(
        'damaged',
        'the gallery’s key is missing: nothing in it can be read; erase it to begin anew',
      );
  }

  async #clear(names: StoreName[]): Promise<void> {
    const transaction = this.db.transaction(names, 'readwrite', { durability: 'strict' });
    await Promise.all([...names.map((name) => transaction.objectStore(name).clear()), transaction.done]);
  }

  async #ring(): Promise<Keyring | undefined> {
    const record: unknown = await this.db.get('keys', 'keys');
    return record === undefined ? undefined : parseKeyring(record);
  }

  async #passphraseRing(): Promise<Keyring> {
    const ring = await this.#ring();
    if (ring?.lock.kind === 'passphrase') return ring;
    throw new FaceError(-1313, 'this gallery has no passphrase: set one with setPassphrase');
  }

  async #unlock(ring: Keyring, passphrase: string | undefined): Promise<GalleryKeys> {
    const root = await unlockRoot(ring, passphrase);
    this.#keys = await GalleryKeys.derive(root, this.appid, ring.galleryId);
    root.fill(0);
    return this.#keys;
  }
}
