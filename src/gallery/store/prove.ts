import { nothingIfDamaged, storageError } from '../failure';
import { type GalleryKeys, type Keyring, ringMark } from '../keys';
import { type GalleryDatabase, openPerson } from '../records';
import { openSound, readState } from './state';

/** Persons looked at in one transaction. */
const BATCH = 64;

/**
 * Refuses, with −1200, a key record that opens but is not the one that the gallery was last given: an older one, put back. The state
 * names its record. Where the state does not open, or is older than the persons, one of those must.
 */
export async function proveKeys(db: GalleryDatabase, keys: GalleryKeys, ring: Keyring): Promise<void> {
  const stored = await readState(db.transaction(['state', 'persons']));
  const state = await openSound(keys, stored);
  const proved = state === undefined ? await opensAnyone(db, keys) : state.ring === ringMark(ring);
  if (proved) return;
  throw storageError(
    'damaged',
    'the gallery’s key record is not the one that it was last locked with: put that back, or erase the gallery to begin anew',
  );
}

/** True also when there is nobody. */
async function opensAnyone(db: GalleryDatabase, keys: GalleryKeys): Promise<boolean> {
  let after = '';
  for (let batch = await db.getAll('persons', undefined, BATCH); batch.length > 0; ) {
    for (const record of batch) {
      if ((await openPerson(keys, record).catch(nothingIfDamaged)) !== undefined) return true;
    }
    after = batch[batch.length - 1].key;
    batch = await db.getAll('persons', IDBKeyRange.lowerBound(after, true), BATCH);
  }
  return after === '';
}
