import { CODES, FaceError, type ImportSummary, LIMITS } from '../../protocol';
import { Damaged, damageError } from '../failure';
import { joined, withinLimits } from '../persons';
import { openPerson, type Person } from '../records';
import type { Change, Gallery, Now } from '../store';

/** More persons than are asked for one by one. */
const MANY = 500;

/** Persons whose faces are in the database already, and wait to be listed. */
export interface Staged {
  readonly persons: readonly Person[];
  readonly generation: number;
  /** Records sealed for them. */
  readonly sealings: number;
}

interface Planned {
  readonly change: Change;
  readonly result: ImportSummary;
}

/** The gallery becomes what the file holds. −1310, −1311 when that is beyond the limits. */
export async function replaceBy(_: Gallery, __: Now, { persons, ...staged }: Staged): Promise<Planned> {
  const more = membersOf(persons.map(({ group_ids }) => group_ids));
  const nobody = [...more.keys()].map((group_id) => ({ group_id, persons: 0 }));
  const faces = countFaces(persons);
  return {
    change: {
      ...staged,
      replace: true,
      persons,
      groups: withinLimits(nobody, more, 0),
      grown: { persons: persons.length, faces },
    },
    result: { persons: persons.length, faces, merged: 0 },
  };
}

/**
 * What the file holds comes on top: unknown persons are added; known ones keep name, remark, consent and expiry, and get the faces and groups
 * that they do not have. −1309, −1310, −1311 when that is beyond the limits; −1200 for a known person who is damaged.
 */
export async function mergeWith(
  gallery: Gallery,
  now: Now,
  { persons, ...staged }: Staged,
): Promise<Planned> {
  const known = await findAll(gallery, now, persons);
  const merged = persons.map((person, i) => merge(person, known[i]));
  const groups = await joined(
    gallery,
    now,
    merged.flatMap(({ joins }) => joins),
  );
  const changed = merged.filter(({ changes }) => changes);
  const fresh = known.filter((person) => person === undefined).length;
  const faces =
    countFaces(changed.map(({ person }) => person)) -
    countFaces(changed.flatMap(({ before }) => before ?? []));
  return {
    change: {
      ...staged,
      persons: changed.map(({ person }) => person),
      groups,
      grown: { persons: fresh, faces },
    },
    result: { persons: fresh, faces, merged: changed.length - fresh },
  };
}

interface Merged {
  readonly person: Person;
  readonly before: Person | undefined;
  /** Groups that the person was not in. */
  readonly joins: readonly string[];
  readonly changes: boolean;
}

function merge(file: Person, before: Person | undefined): Merged {
  if (before === undefined) return { person: file, before, joins: file.group_ids, changes: true };
  const has = new Set(before.faces.map(({ face_id }) => face_id));
  const faces = file.faces.filter(({ face_id }) => !has.has(face_id));
  const joinedBefore = new Set(before.group_ids);
  const joins = file.group_ids.filter((group_id) => !joinedBefore.has(group_id));
  if (before.faces.length + faces.length > LIMITS.facesPerPerson) {
    const { person_id } = before;
    throw new FaceError(
      CODES.TOO_MANY_FACES,
      `person "${person_id}" would have more than ${LIMITS.facesPerPerson} faces`,
    );
  }
  const person = {
    ...before,
    faces: [...before.faces, ...faces],
    group_ids: [...before.group_ids, ...joins],
  };
  return { person, before, joins, changes: faces.length + joins.length > 0 };
}

async function findAll(
  gallery: Gallery,
  { keys }: Now,
  persons: readonly Person[],
): Promise<(Person | undefined)[]> {
  const hashes = await Promise.all(persons.map(({ person_id }) => keys.hash('person', person_id)));
  const { store } = gallery.db.transaction('persons');
  // Of many most are new, as a rule: to ask for each would take longer than to ask who is there.
  const known = hashes.length > MANY ? new Set(await store.getAllKeys()) : null;
  const records = await Promise.all(
    hashes.map((hash) => (known === null || known.has(hash) ? store.get(hash) : undefined)),
  );
  return Promise.all(
    records.map(async (record, i) => {
      try {
        return record && (await openPerson(keys, record));
      } catch (error) {
        throw error instanceof Damaged ? damageError(error, persons[i].person_id) : error;
      }
    }),
  );
}

/** How often each group is named. */
function membersOf(lists: readonly (readonly string[])[]): Map<string, number> {
  const members = new Map<string, number>();
  for (const id of lists.flat()) members.set(id, (members.get(id) ?? 0) + 1);
  return members;
}

function countFaces(persons: readonly Person[]): number {
  return persons.reduce((sum, { faces }) => sum + faces.length, 0);
}
