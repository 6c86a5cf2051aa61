import type { LocalChanges } from '../../fleet/port';
import { nothingIfDamaged } from '../failure';
import { isHash, openPerson, type SealedPerson, type State } from '../records';
import { type Gallery, openOrRecount, readState } from '../store';

/** Shadows read in one transaction. */
const BATCH = 2_000;

/** Persons of one generation, an import's say, always come together. */
export async function changedSince(
  gallery: Gallery,
  generation: number,
  most: number,
): Promise<LocalChanges> {
  const keys = await gallery.keys();
  const transaction = gallery.db.transaction(['state', 'persons']);
  const index = transaction.objectStore('persons').index('by-generation');
  const [stored, first] = await Promise.all([
    readState(transaction),
    index.getAll(IDBKeyRange.lowerBound(generation, true), most),
  ]);
  const last = first[first.length - 1];
  const more = first.length === most && last !== undefined;
  const records = more
    ? [...first.filter((each) => each.generation < last.generation), ...(await index.getAll(last.generation))]
    : first;
  await transaction.done;
  const state = await openOrRecount(gallery, keys, stored);
  const persons = await Promise.all(
    records.filter(isOurs).map((record) => openPerson(keys, record).catch(nothingIfDamaged)),
  );
  const person_ids = persons.flatMap((person) => person?.person_id ?? []);
  // In each page: the next one begins later, and would not name whoever went before.
  const gone = await goneSince(gallery, state, generation);
  return { generation: more ? last.generation : state.generation, person_ids, gone, more };
}

function isOurs({ key, generation }: SealedPerson): boolean {
  return isHash(key) && Number.isSafeInteger(generation);
}

/** Keys of shadows whose persons are there no more. */
async function goneSince(gallery: Gallery, state: State, generation: number): Promise<string[]> {
  if (generation < state.floor) return allGone(gallery);
  const deleted = state.deletions.filter(([at]) => at > generation).map(([, key]) => key);
  const transaction = gallery.db.transaction(['persons', 'shadows']);
  const persons = transaction.objectStore('persons');
  const shadows = transaction.objectStore('shadows').index('by-person');
  const found = await Promise.all(
    [...new Set(deleted)].map(async (key) => {
      const [there, behind] = await Promise.all([persons.getKey(key), shadows.getAllKeys(key)]);
      return there === undefined ? behind : [];
    }),
  );
  return found.flat();
}

/** As `goneSince`, where the state does not list all deletions any more. */
async function allGone({ db }: Gallery): Promise<string[]> {
  const there = new Set<unknown>(await db.getAllKeys('persons'));
  const gone: string[] = [];
  let after = '';
  for (let last = false; !last; ) {
    const part = await db.getAll('shadows', IDBKeyRange.lowerBound(after, true), BATCH);
    for (const { key, person } of part) if (person !== undefined && !there.has(person)) gone.push(key);
    after = part[part.length - 1]?.key ?? after;
    last = part.length < BATCH;
  }
  return gone;
}
