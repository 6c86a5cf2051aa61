import type { IDBPTransaction } from 'idb';
import { nothingIfDamaged } from '../failure';
import { type GalleryKeys, parseKeyring, ringMark } from '../keys';
import {
  allBuckets,
  EMPTY_STATE,
  type GalleryDatabase,
  type GallerySchema,
  MAX_SEALINGS,
  openState,
  type SealedState,
  type State,
  type StoreName,
} from '../records';
import { MOST_UNPROVEN_GENERATION, plainCount } from './plain';

/** A gallery, as far as its state is concerned. */
interface Opened {
  readonly db: GalleryDatabase;
}

/** What one newly counted gallery may have sealed beyond what was written down. */
const UNSEEN_SEALINGS = 2 ** 20;

/** The state as it lies there, and the newest person's generation, of one moment. */
export interface StoredState {
  readonly record: SealedState | undefined;
  /** 0 when there is nobody. */
  readonly newest: number;
}

/** Reads within a transaction that has `state` and `persons`. */
export async function readState(
  transaction: IDBPTransaction<GallerySchema, StoreName[], 'readonly'>,
): Promise<StoredState> {
  const [record, newest] = await Promise.all([
    transaction.objectStore('state').get('state'),
    transaction
      .objectStore('persons')
      .index('by-generation')
      // Beyond, nothing was ever sealed: somebody else wrote that number.
      .openKeyCursor(IDBKeyRange.bound(0, MOST_UNPROVEN_GENERATION), 'prev'),
  ]);
  return { record, newest: Math.floor(newest?.key ?? 0) };
}

export async function loadState(gallery: Opened, keys: GalleryKeys): Promise<State> {
  return openOrRecount(gallery, keys, await readState(gallery.db.transaction(['state', 'persons'])));
}

/** The state; undefined for one that is damaged, missing or older than its persons. */
export async function openSound(
  keys: GalleryKeys,
  { record, newest }: StoredState,
): Promise<State | undefined> {
  const state = record && (await openState(keys, record).catch(nothingIfDamaged));
  return state !== undefined && state.generation >= newest ? state : undefined;
}

/** The gallery's state; one that is not sound is counted anew from the records. */
export async function openOrRecount(gallery: Opened, keys: GalleryKeys, stored: StoredState): Promise<State> {
  const state = await openSound(keys, stored);
  if (state !== undefined) return state;
  const { record, newest } = stored;
  const noted = plainCount(record?.generation, MOST_UNPROVEN_GENERATION) ?? 0;
  // No list of segments counts any more, and every index in memory is behind: both begin anew.
  const generation = Math.max(noted, newest) + 1;
  const sealings = (plainCount(record?.sealings, MAX_SEALINGS) ?? 0) + UNSEEN_SEALINGS;
  const counted = await count(gallery);
  const ring = ringMark(parseKeyring(await gallery.db.get('keys', 'keys')));
  // Which basis it was cannot be told, and it may have been given up: each face names its own. Whoever counts again comes to the same.
  const basis = `after ${generation}`;
  return { ...EMPTY_STATE, ...counted, generation, floor: generation, sealings, ring, nextExpiry: 0, basis };
}

async function count({ db }: Opened): Promise<{ persons: number; faces: number }> {
  const transaction = db.transaction(['persons', 'faces']);
  const [persons, faces] = await Promise.all([
    transaction.objectStore('persons').count(allBuckets()),
    transaction.objectStore('faces').count(allBuckets()),
    transaction.done,
  ]);
  return { persons, faces };
}
