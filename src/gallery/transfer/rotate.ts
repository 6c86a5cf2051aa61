import { type RotationProgress, tell } from '../../protocol';
import { Damaged, storageError } from '../failure';
import type { GalleryKeys } from '../keys';
import {
  type Face,
  facesOf,
  type Group,
  isHash,
  openFaces,
  openPerson,
  type Person,
  type SealedFace,
  sealFace,
} from '../records';
import type { Change, Gallery, Now } from '../store';
import { sealAsideAnew } from './rotate-aside';

/** What a rotation tells of itself, again and again. */
export type OnProgress = (progress: RotationProgress) => unknown;

/** Persons read in one transaction. */
const BATCH = 64;

/**
 * Lays all faces into the database once more, sealed with `keys` and written in another basis, where no person lists them yet. What comes back lists them,
 * when it is carried out: until then nothing has changed. −1200 for a damaged record, which nobody can seal anew.
 */
export async function sealAnew(
  gallery: Gallery,
  { keys: old, state, generation }: Now,
  keys: GalleryKeys,
  basis: string,
  onProgress: OnProgress,
): Promise<Pick<Change, 'persons' | 'groups' | 'grown' | 'renamed' | 'resealed' | 'sealings'>> {
  const persons: Person[] = [];
  const groups = new Map<string, number>();
  const renamed = new Map<string, string>();
  let faces = 0;
  let writing: Promise<void> = Promise.resolve();
  for await (const part of allPersons(gallery, old)) {
    const sealed = await Promise.all(
      part.flatMap((each) => each.faces.map((face) => sealOne(keys, face, generation, basis))),
    );
    await writing;
    writing = put(gallery, sealed);
    writing.catch(() => undefined); // heard of at the next part, or at the end
    for (const { key, person } of part) {
      renamed.set(key, await keys.hash('person', person.person_id));
      persons.push({
        ...person,
        faces: person.faces.map(({ face_id }) => ({ face_id, generation })),
      });
      for (const id of person.group_ids) groups.set(id, (groups.get(id) ?? 0) + 1);
    }
    faces += sealed.length;
    tell(onProgress, { persons: persons.length, of: Math.max(state.persons, persons.length) });
  }
  await writing;
  // With the keys that there are, the log and what a fleet remembers stay as they lie.
  const resealed = keys === old ? undefined : await sealAsideAnew(gallery, old, keys, generation);
  return {
    ...(resealed && { resealed: resealed.records }),
    persons,
    groups: [...groups].map(([group_id, count]): Group => ({ group_id, persons: count })),
    grown: { persons: persons.length, faces },
    renamed,
    sealings: faces + (resealed?.sealings ?? 0),
  };
}

interface Opened {
  /** As the old keys have it. */
  readonly key: string;
  readonly person: Person;
  readonly faces: readonly Face[];
}

/** What lies under a key that is nobody's stays behind: it belongs to no one, and the change clears it away. */
async function* allPersons({ db }: Gallery, keys: GalleryKeys): AsyncGenerator<Opened[]> {
  let after = '';
  for (let last = false; !last; ) {
    const transaction = db.transaction(['persons', 'faces']);
    const found = await transaction.objectStore('persons').getAll(IDBKeyRange.bound(after, 'g', true), BATCH);
    const records = found.filter(({ key }) => isHash(key));
    const store = transaction.objectStore('faces');
    const faces = await Promise.all(records.map(({ key }) => store.getAll(facesOf(key))));
    await transaction.done;
    if (records.length > 0)
      yield await Promise.all(records.map((record, i) => openOne(keys, record, faces[i])));
    after = found[found.length - 1]?.key ?? after;
    last = found.length < BATCH;
  }
}

async function openOne(
  keys: GalleryKeys,
  record: Parameters<typeof openPerson>[1],
  sealed: readonly SealedFace[],
): Promise<Opened> {
  let person: Person | undefined;
  try {
    person = await openPerson(keys, record);
    const records = new Map(sealed.map((face) => [face.key, face]));
    return { key: record.key, person, faces: await openFaces(keys, record.key, person.faces, records) };
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    throw storageError(
      'damaged',
      `${error.message} and cannot be sealed anew; nothing was changed: delete what checkGallery names, or export with skipDamaged, erase and import`,
      error,
      person?.person_id,
    );
  }
}

async function sealOne(
  keys: GalleryKeys,
  face: Face,
  generation: number,
  basis: string,
): Promise<SealedFace> {
  return sealFace(keys, await keys.hash('person', face.person_id), face, generation, basis);
}

async function put({ db }: Gallery, faces: readonly SealedFace[]): Promise<void> {
  const transaction = db.transaction('faces', 'readwrite', { durability: 'strict' });
  await Promise.all([...faces.map((face) => transaction.store.put(face)), transaction.done]);
}
