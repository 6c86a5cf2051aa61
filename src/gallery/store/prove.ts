import { nothingIfDamaged, storageError } from '../failure';
import { type GalleryKeys, type Keyring, ringMark } from '../keys';
import { allBuckets, type GalleryDatabase, isHash, openPerson, type SealedPerson } from '../records';
import { openSound, readState } from './state';

/** Persons looked at where there are more. */
const SAMPLE = 16;

/**
 * Refuses, with −1200, a key record that opens but is not the one that the gallery was last given: an older one, put back. The state
 * names its record. Where the state does not open, or is older than the persons, most of those
 * that are looked at must: one alone may have been put back beside the record.
 */
export async function proveKeys(db: GalleryDatabase, keys: GalleryKeys, ring: Keyring): Promise<void> {
  const stored = await readState(db.transaction(['state', 'persons']));
  const state = await openSound(keys, stored);
  const proved = state === undefined ? await opensMost(db, keys) : state.ring === ringMark(ring);
  if (proved) return;
  throw storageError(
    'damaged',
    'the gallery’s key record is not the one that it was last locked with: put that back, or erase the gallery to begin anew',
  );
}

/** True also when there is nobody. */
async function opensMost(db: GalleryDatabase, keys: GalleryKeys): Promise<boolean> {
  const sample = await someOf(db);
  const opened = await Promise.all(sample.map((record) => openPerson(keys, record).catch(nothingIfDamaged)));
  return sample.length === 0 || 2 * opened.filter((person) => person !== undefined).length > sample.length;
}

/** Everybody, or of many the first after one random key of each sixteenth: nobody can lay records where it will look. */
async function someOf(db: GalleryDatabase): Promise<SealedPerson[]> {
  const { store } = db.transaction('persons');
  const few = await store.getAll(allBuckets(), SAMPLE + 1);
  if (few.length <= SAMPLE) return few.filter(({ key }) => isHash(key));
  const random = crypto.randomUUID().replaceAll('-', '');
  const found = await Promise.all(
    Array.from({ length: SAMPLE }, (_, i) =>
      store.get(IDBKeyRange.bound(i.toString(16) + random.slice(i), 'g', false, true)),
    ),
  );
  const persons = found.flatMap((record) => (record !== undefined && isHash(record.key) ? [record] : []));
  return [...new Map(persons.map((record) => [record.key, record])).values()];
}
