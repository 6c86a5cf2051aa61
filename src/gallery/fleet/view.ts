import type { IDBPTransaction } from 'idb';
import type { GalleryKeys } from '../keys';
import {
  facesOf,
  type GallerySchema,
  type SealedFace,
  type SealedPerson,
  type SealedShadow,
  type StoreName,
} from '../records';
import { type Gallery, MOST_UNPROVEN_GENERATION, plainCount } from '../store';

type ReadTransaction = IDBPTransaction<GallerySchema, StoreName[], 'readonly'>;

/** Where as many are asked for, all keys are read, if there are fewer than that: it takes a tenth of the time of asking for each. */
const MANY = 32;
const MOST_KEYS = 500;

/** A person as they lie there. */
export interface Stored {
  readonly record: SealedPerson;
  readonly faces: readonly SealedFace[];
}

/**
 * What is known of the records as of one generation of the gallery, which nothing but a mutation changes: what was read for a merge is not
 * read once more to write it, and people who come for the first time, as in a first sync, are not asked for one by one.
 */
export class View {
  readonly #gallery: Gallery;
  /** Names the generation, and the keys that it is sealed with; empty: none. */
  #moment = '';
  /** By the person's key; null: nobody. */
  readonly #stored = new Map<string, Stored | null>();
  /** All keys that there are; null where they are too many; undefined where nobody has looked. */
  #persons: Set<string> | null | undefined;
  #shadows: Set<string> | null | undefined;

  constructor(gallery: Gallery) {
    this.#gallery = gallery;
  }

  /** In the order of the keys. */
  async shadows(keys: GalleryKeys, wanted: readonly string[]): Promise<(SealedShadow | undefined)[]> {
    const transaction = this.#gallery.db.transaction(['state', 'shadows']);
    await this.#enter(keys, transaction);
    const store = transaction.objectStore('shadows');
    if (wanted.length >= MANY && this.#shadows === undefined)
      this.#shadows = allOf(await store.getAllKeys(null, MOST_KEYS));
    const known = this.#shadows;
    return Promise.all(wanted.map((key) => (known?.has(key) === false ? undefined : store.get(key))));
  }

  /** In the order of the keys; null for null. */
  async persons(keys: GalleryKeys, wanted: readonly (string | null)[]): Promise<(Stored | null)[]> {
    const transaction = this.#gallery.db.transaction(['state', 'persons', 'faces']);
    await this.#enter(keys, transaction);
    const [persons, faces] = [transaction.objectStore('persons'), transaction.objectStore('faces')];
    if (wanted.length >= MANY && this.#persons === undefined)
      this.#persons = allOf(await persons.getAllKeys(null, MOST_KEYS));
    const known = this.#persons;
    return Promise.all(
      wanted.map(async (key) => {
        if (key === null || known?.has(key) === false) return null;
        const before = this.#stored.get(key);
        if (before !== undefined) return before;
        const record = await persons.get(key);
        const stored = record === undefined ? null : { record, faces: await faces.getAll(facesOf(key)) };
        this.#stored.set(key, stored);
        return stored;
      }),
    );
  }

  /** Lets go of the records; which there are is still known. */
  rest(): void {
    this.#stored.clear();
  }

  /** Goes on after a mutation of one's own, which wrote these. */
  follow(
    keys: GalleryKeys,
    { before, after }: { readonly before: number; readonly after: number },
    written: { readonly persons: readonly string[]; readonly shadows: readonly string[] },
  ): void {
    // What is of another moment stays behind.
    const followed = this.#moment === momentOf(keys, before);
    if (followed) {
      for (const key of written.persons) this.#persons?.add(key);
      for (const key of written.shadows) this.#shadows?.add(key);
    }
    this.#stored.clear();
    this.#moment = followed ? momentOf(keys, after) : '';
  }

  /** Forgets what is of another moment. */
  async #enter(keys: GalleryKeys, transaction: ReadTransaction): Promise<void> {
    const state = await transaction.objectStore('state').get('state');
    const generation = plainCount(state?.generation, MOST_UNPROVEN_GENERATION);
    this.#moveTo(generation === undefined ? '' : momentOf(keys, generation));
  }

  #moveTo(moment: string): void {
    if (moment !== '' && moment === this.#moment) return;
    this.#moment = moment;
    this.#stored.clear();
    this.#persons = undefined;
    this.#shadows = undefined;
  }
}

function allOf(keys: readonly string[]): Set<string> | null {
  return keys.length < MOST_KEYS ? new Set(keys) : null;
}

function momentOf({ galleryId }: GalleryKeys, generation: number): string {
  return `${galleryId} ${generation}`;
}
