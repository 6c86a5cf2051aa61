import { Damaged } from '../failure';
import { faceKey, openPerson, type Person, pictureKey } from '../records';
import type { Gallery } from '../store';
import { takeImportPermit } from './import-permit';

/** Records looked at in one transaction. */
const BATCH = 2_000;

/** Whose records may lie about that no person lists. */
const SWEPT = ['faces', 'pictures'] as const;

type Swept = (typeof SWEPT)[number];

/**
 * Removes face and picture records that no person lists: those of an import or of a new key that was cut off, or of what one replaced. It goes
 * on after a crash, since the mark in the database that asks for it goes last. Never rejects: there is another time.
 */
export async function sweep(gallery: Gallery): Promise<void> {
  try {
    if ((await gallery.db.get('sweeps', 'sweep')) === undefined) return;
    const release = await takeImportPermit(gallery.appid);
    if (release === undefined) return;
    try {
      await sweepNow(gallery);
    } finally {
      release();
    }
  } catch {
    // Locked, closed, erased: the mark is still there.
  }
}

/** Asks for a sweep, now or after a crash: for whoever lays records down that nobody lists yet, and has the import's permit. */
export async function markForSweep({ db }: Gallery): Promise<void> {
  const { store } = db.transaction('sweeps', 'readwrite', { durability: 'strict' });
  await Promise.all([store.put({ since: Date.now() }, 'sweep'), store.transaction.done]);
}

/** For whoever has the import's permit. */
export async function sweepNow(gallery: Gallery): Promise<void> {
  for (const name of SWEPT)
    for (let after: string | undefined = ''; after !== undefined; )
      after = await sweepBatch(gallery, name, after);
  await gallery.db.transaction('sweeps', 'readwrite', { durability: 'strict' }).store.delete('sweep');
}

/** Looks at the store's records after that key; returns the last key that it looked at. */
async function sweepBatch(gallery: Gallery, name: Swept, after: string): Promise<string | undefined> {
  const keys = await gallery.keys();
  const transaction = gallery.db.transaction(['persons', name]);
  const found = await transaction.objectStore(name).getAllKeys(IDBKeyRange.lowerBound(after, true), BATCH);
  const owners = [...new Set(found.map(ownerOf))];
  const store = transaction.objectStore('persons');
  const records = await Promise.all(owners.map((owner) => store.get(owner)));
  await transaction.done;
  const listed = new Set<string>();
  const kept = new Set<string>();
  for (const record of records) {
    if (record === undefined) continue;
    try {
      for (const key of listedBy(await openPerson(keys, record), record.key, name)) listed.add(key);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      kept.add(record.key); // nobody knows which are theirs
    }
  }
  const orphans = found.filter((key) => !listed.has(key) && !kept.has(ownerOf(key)));
  if (orphans.length > 0) {
    // Who is not listed now never will be: a person's faces come in the person's own transaction.
    const removal = gallery.db.transaction(name, 'readwrite', { durability: 'strict' });
    await Promise.all([...orphans.map((key) => removal.store.delete(key)), removal.done]);
  }
  return found[found.length - 1];
}

/** Keys of what the person with that key has there. */
function listedBy({ faces, picture }: Person, person: string, name: Swept): string[] {
  if (name === 'faces') return faces.map((ref) => faceKey(person, ref));
  return picture === undefined ? [] : [pictureKey(person, picture)];
}

/** Keys of other kinds than text, which somebody else put there, have an owner that nobody is. */
function ownerOf(key: IDBValidKey): string {
  return String(key).split('.')[0];
}
