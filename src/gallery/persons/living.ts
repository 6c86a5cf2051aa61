import { nothingIfDamaged } from '../failure';
import type { GalleryKeys } from '../keys';
import { allBuckets, isExpired, openPerson, type Person, type SealedPerson } from '../records';
import { type Gallery, loadState } from '../store';

/** Persons read in one transaction. */
const BATCH = 256;

/** Whether somebody may have expired who is stored still. */
export async function mayBeExpired(gallery: Gallery, keys: GalleryKeys): Promise<boolean> {
  if (gallery.nextExpiry === 0) gallery.nextExpiry = (await loadState(gallery, keys)).nextExpiry;
  return isExpired({ expires: gallery.nextExpiry });
}

/** Keys of the groups that somebody is in who has not expired; undefined where nobody can have. Who is damaged counts. */
export async function livingGroups(
  gallery: Gallery,
  keys: GalleryKeys,
): Promise<ReadonlySet<string> | undefined> {
  if (!(await mayBeExpired(gallery, keys))) return undefined;
  const living = new Set<string>();
  for await (const { record, person } of everybody(gallery, keys))
    if (person === undefined || !isExpired(person))
      for (const hash of [record.groups].flat()) living.add(hash);
  return living;
}

/** A person’s record, as it lies there. */
interface Somebody {
  readonly record: SealedPerson;
  /** Undefined for a damaged record. */
  readonly person: Person | undefined;
}

export async function* everybody({ db }: Gallery, keys: GalleryKeys): AsyncGenerator<Somebody> {
  const { upper } = allBuckets();
  let after = '';
  for (let last = false; !last; ) {
    const records = await db.getAll('persons', IDBKeyRange.bound(after, upper, true, true), BATCH);
    const opened = await Promise.all(
      records.map((record) => openPerson(keys, record).catch(nothingIfDamaged)),
    );
    for (const [i, record] of records.entries()) yield { record, person: opened[i] };
    after = records[records.length - 1]?.key ?? after;
    last = records.length < BATCH;
  }
}
