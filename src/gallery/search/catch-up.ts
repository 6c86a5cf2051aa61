import { Damaged } from '../failure';
import type { GalleryKeys } from '../keys';
import { facesOf, isHash, openState, type State } from '../records';
import { type Gallery, plainCount } from '../store';
import { entriesOf, type PersonRecords } from './entries';
import type { SearchIndex } from './search-index';

/** How far an index is. */
export interface Progress {
  /** Changes after this generation are looked at. */
  readonly since: number;
  /** Deletions up to this generation are in the index. */
  readonly deletions: number;
  /** Changes of that person up to this generation are in the index. */
  readonly covers: (person: string) => number;
}

export interface CaughtUp {
  readonly state: State;
  /** Persons put or taken out. */
  readonly changes: number;
  /** Keys of those left out since a record of theirs is damaged. */
  readonly damaged: readonly string[];
}

/** Why an index cannot be brought to the present, and must be loaded anew: others are too fast, or the gallery went back. */
export type Lost = 'outrun' | 'rewound';

/** Persons whose faces are read in one transaction, which others wait for. */
const AT_ONCE = 500;
/** While an index catches up with that many persons others change as many again, but not without end. */
const ROUNDS = 8;

/** Brings the index to the gallery's present generation. Throws Damaged when the gallery's state is, or is missing. */
export async function catchUp(
  gallery: Gallery,
  keys: GalleryKeys,
  index: SearchIndex,
  progress: Progress,
  rounds = ROUNDS,
): Promise<CaughtUp | Lost> {
  const { sealed, persons, faces } = await readChanges(gallery, progress);
  if (sealed === undefined) throw new Damaged('state', 'state');
  const state = await openState(keys, sealed);
  if (state.generation < progress.since) return 'rewound';
  // Not all deletions are listed any more.
  if (state.floor > progress.deletions || rounds === 0) return 'outrun';
  const deleted = state.deletions.filter(([when, key]) => when > progress.covers(key));
  for (const [, key] of deleted) index.remove(key);
  const done = { state, changes: deleted.length + persons.length };
  if (faces !== undefined) return { ...done, damaged: await putAll(keys, index, { persons, faces }) };

  // So many that they are read a part at a time, each as it then is; what changed meanwhile comes after.
  const damaged: string[] = [];
  for (let start = 0; start < persons.length; start += AT_ONCE) {
    const part = persons.slice(start, start + AT_ONCE).map(({ key }) => key);
    damaged.push(...(await putAll(keys, index, await readPersons(gallery, part))));
  }
  const { generation } = state;
  const present = { since: generation, deletions: generation, covers: () => generation };
  const rest = await catchUp(gallery, keys, index, present, rounds - 1);
  if (typeof rest === 'string') return rest;
  return { ...rest, changes: done.changes + rest.changes, damaged: [...damaged, ...rest.damaged] };
}

/** One transaction, so that it is one state of the gallery, however many tabs write. Without faces when they are many. */
async function readChanges({ db }: Gallery, { since, covers }: Progress) {
  const transaction = db.transaction(['state', 'persons', 'faces']);
  const sealed = await transaction.objectStore('state').get('state');
  const generation = plainCount(sealed?.generation, Number.MAX_SAFE_INTEGER) ?? 0;
  if (generation <= since) return { sealed, persons: [], faces: [] };
  const changed = await transaction
    .objectStore('persons')
    .index('by-generation')
    // Nothing is newer than the state, unless somebody else has put it there.
    .getAll(IDBKeyRange.bound(since, generation, true));
  const persons = changed.filter(
    ({ key, generation }) => isHash(key) && generation > covers(key), // anything may have been put there
  );
  if (persons.length > AT_ONCE) return { sealed, persons };
  const store = transaction.objectStore('faces');
  const faces = (await Promise.all(persons.map(({ key }) => store.getAll(facesOf(key))))).flat();
  return { sealed, persons, faces };
}

async function readPersons({ db }: Gallery, keys: readonly string[]): Promise<PersonRecords> {
  const transaction = db.transaction(['persons', 'faces']);
  const [persons, faces] = await Promise.all([
    Promise.all(keys.map((key) => transaction.objectStore('persons').get(key))),
    Promise.all(keys.map((key) => transaction.objectStore('faces').getAll(facesOf(key)))),
    transaction.done,
  ]);
  return { persons: persons.filter((person) => person !== undefined), faces: faces.flat() };
}

/** Returns the keys of persons left out since a record of theirs is damaged. */
async function putAll(
  keys: GalleryKeys,
  index: SearchIndex,
  records: PersonRecords,
): Promise<readonly string[]> {
  const { entries, templates, damaged } = await entriesOf(keys, records, index);
  const { dimension } = index.block;
  let at = 0;
  for (const entry of entries) {
    const end = at + entry.faces.length * dimension;
    index.put(entry, templates.subarray(at, end));
    at = end;
  }
  for (const key of damaged) index.remove(key);
  return damaged;
}
