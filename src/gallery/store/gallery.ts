import { type AuditLimits, CODES, FaceError } from '../../protocol';
import { sealedAnew, storageError } from '../failure';
import {
  checkNewPassphrase,
  createKeyring,
  GalleryKeys,
  type Keyring,
  parseKeyring,
  ringMark,
  unlockRoot,
} from '../keys';
import { EMPTY_STATE, type GalleryDatabase, STORES, type StoreName, sealState } from '../records';
import { alone } from './alone';
import { deleteDatabase } from './database';
import { Freshness } from './freshness';
import { proveKeys } from './prove';
import { Tabs } from './tabs';

/** What opened a gallery. */
interface Opened {
  readonly ring: Keyring;
  readonly root: Uint8Array<ArrayBuffer>;
  readonly keys: GalleryKeys;
}

/** One appid's gallery: its database, and its keys while it is unlocked. */
export class Gallery {
  readonly appid: string;
  readonly db: GalleryDatabase;
  readonly tabs: Tabs;
  /** How much of the audit log is kept; undefined where this engine asks for none. */
  readonly auditLimits: () => AuditLimits | undefined;
  /** Nobody expires before then, as far as this tab has heard: undefined: nobody does. 0: nobody has looked. */
  nextExpiry: number | undefined = 0;
  readonly freshness: Freshness;
  readonly #ended = new AbortController();
  #keys: GalleryKeys | undefined;

  /** Call `establish` before anything else. */
  constructor(appid: string, db: GalleryDatabase, auditLimits: Gallery['auditLimits'] = () => undefined) {
    this.auditLimits = auditLimits;
    this.appid = appid;
    this.db = db;
    this.tabs = new Tabs(appid);
    this.freshness = new Freshness(this);
    this.tabs.listen(({ kind }) => {
      if (kind === 'locked' || kind === 'rotated') this.#keys = undefined;
      else if (kind !== 'fleet') this.nextExpiry = 0;
    });
  }

  /**
   * Makes the keys of a new gallery, or opens those of an old one. Without its passphrase a gallery stays locked.
   * −1313: the passphrase is wrong, or the gallery has none; for a new one, it has less than `least` characters.
   */
  async establish(passphrase: string | undefined, least?: number): Promise<void> {
    const ring = (await this.#ring()) ?? (await alone(this.appid, () => this.#create(passphrase, least)));
    if (ring.lock.kind === 'device' && passphrase !== undefined) {
      throw new FaceError(
        CODES.PARAMETER_INVALID,
        'this gallery has no passphrase yet: open it without one and call setPassphrase',
        { kind: 'no_passphrase' },
      );
    }
    if (ring.lock.kind === 'device' || passphrase !== undefined) await this.#unlock(ring, passphrase);
  }

  /** The keys; −1200 (`locked`) while the passphrase has not been given. */
  async keys(): Promise<GalleryKeys> {
    if (this.#keys !== undefined) return this.#keys;
    const ring = await this.#ring();
    if (ring?.lock.kind === 'device') return this.#unlock(ring, undefined);
    if (ring === undefined) throw keyMissing();
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

  /** Names the present keys; undefined while it is locked. */
  get keysId(): string | undefined {
    return this.#keys?.galleryId;
  }

  /**
   * For whoever writes alone: opens the gallery anew, locked or not, with the key record that lies there now. The caller
   * overwrites the root. −1301, −1313.
   */
  async reopen(current: string | undefined): Promise<Opened> {
    const ring = await this.#ring();
    if (ring === undefined) throw storageError('failed', 'the gallery was erased meanwhile');
    if (ring.lock.kind === 'passphrase' && current === undefined) {
      throw new FaceError(CODES.PARAMETER_EMPTY, 'the current passphrase is empty');
    }
    return this.#open(ring, current);
  }

  /** Goes on with other keys, which are in the database already; other tabs must open it anew. */
  adopt(keys: GalleryKeys): void {
    this.tabs.tell({ kind: 'rotated' });
    this.#keys = keys;
  }

  /** Whether another tab has put other keys in the place of these; then they are forgotten, with all that was made of them. */
  async outdated(): Promise<boolean> {
    if (this.#keys === undefined || (await this.#ring())?.galleryId === this.#keys.galleryId) return false;
    this.tabs.tellSelf({ kind: 'rotated' });
    return true;
  }

  /** −1200 (`busy`) when these are the gallery's keys no more: what they did not open, or find, says nothing. */
  async requireCurrent(keys: GalleryKeys): Promise<void> {
    if ((await this.#ring())?.galleryId !== keys.galleryId) throw sealedAnew();
  }

  /** Removes everything: first the key, which makes the rest unreadable, then the rest, then the database. */
  async erase(): Promise<void> {
    await alone(this.appid, async () => {
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

  /** Aborted once it is closed: erased, upgraded by another tab, or closed by the browser. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  close(): void {
    this.#ended.abort(storageError('failed', 'the gallery’s database was closed'));
    this.#keys = undefined;
    this.tabs.close();
    this.db.close();
  }

  async #create(passphrase: string | undefined, least: number | undefined): Promise<Keyring> {
    const made = await this.#ring();
    if (made !== undefined) return made; // by another tab, meanwhile
    await this.#requireNothing();
    if (passphrase !== undefined) checkNewPassphrase(passphrase, least);
    const { ring, root } = await createKeyring(passphrase);
    const keys = await GalleryKeys.derive(root, this.appid, ring.galleryId);
    root.fill(0);
    const state = await sealState(keys, {
      ...EMPTY_STATE,
      sealings: 1,
      ring: ringMark(ring),
      basis: crypto.randomUUID(),
    });
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
    if (persons + faces > 0) throw keyMissing();
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
    throw new FaceError(
      CODES.PARAMETER_INVALID,
      'this gallery has no passphrase: set one with setPassphrase',
      { kind: 'no_passphrase' },
    );
  }

  async #unlock(ring: Keyring, passphrase: string | undefined): Promise<GalleryKeys> {
    const { root, keys } = await this.#open(ring, passphrase);
    root.fill(0);
    return keys;
  }

  async #open(ring: Keyring, passphrase: string | undefined): Promise<Opened> {
    const root = await unlockRoot(ring, passphrase);
    const keys = await GalleryKeys.derive(root, this.appid, ring.galleryId);
    try {
      await proveKeys(this.db, keys, ring);
    } catch (error) {
      const now = await this.#ring();
      if (now !== undefined && ringMark(now) !== ringMark(ring)) throw sealedAnew(); // by another tab, meanwhile
      throw error;
    }
    this.#keys = keys;
    return { ring, root, keys };
  }
}

function keyMissing(): FaceError {
  return storageError(
    'damaged',
    'the gallery’s key is missing: nothing in it can be read; erase it to begin anew',
  );
}
