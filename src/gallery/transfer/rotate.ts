import { type RotationProgress, tell } from '../../protocol';
import { Damaged, nothingIfDamaged, storageError } from '../failure';
import type { GalleryKeys } from '../keys';
import {
  type Face,
  facesOf,
  type Group,
  isHash,
  openFaces,
  openPerson,
  openPicture,
  type Person,
  type SealedFace,
  type SealedRecord,
  sealFace,
  sealPicture,
} from '../records';
import type { Change, Gallery, Now } from '../store';
import { sealAsideAnew } from './rotate-aside';

/** What a rotation tells of itself, again and again. */
export type OnProgress = (progress: RotationProgress) => unknown;

/** Persons read in one transaction. */
const BATCH = 64;

/**
 * Lays all faces into the database once more, sealed with `keys` and written in another basis, where no person lists them yet; with other keys
 * pictures, too. What comes back lists them, when it is carried out: until then nothing has changed. −1200 for a damaged record, which nobody can seal anew.
 */
export async function sealAnew(
  gallery: Gallery,
  { keys: old, state, generation }: Now,
  keys: GalleryKeys,
  basis: string,
  onProgress: OnProgress,
): Promise<Pick<Change, 'persons' | 'groups' | 'grown' | 'renamed' | 'resealed' | 'sealings'>> {
  // A picture stays as it lies where its key does.
  const other = keys !== old;
  const persons: Person[] = [];
  const groups = new Map<string, number>();
  const renamed = new Map<string, string>();
  let [faces, pictures] = [0, 0];
  let writing: Promise<void> = Promise.resolve();
  for await (const part of allPersons(gallery, old, other)) {
    const sealed = await Promise.all(
      part.flatMap((each) => each.faces.map((face) => sealOne(keys, face, generation, basis))),
    );
    const resealed: SealedRecord[] = [];
    for (const { key, person, picture } of part) {
      const now = await keys.hash('person', person.person_id);
      renamed.set(key, now);
      if (picture) resealed.push(await sealPicture(keys, now, picture, generation));
      persons.push({
        ...person,
        faces: person.faces.map(({ face_id }) => ({ face_id, generation })),
        ...(other && { picture: picture ? generation : undefined }),
      });
      for (const id of person.group_ids) groups.set(id, (groups.get(id) ?? 0) + 1);
    }
    await writing;
    writing = put(gallery, sealed, resealed);
    writing.catch(() => undefined); // heard of at the next part, or at the end
    faces += sealed.length;
    pictures += resealed.length;
    tell(onProgress, { persons: persons.length, of: Math.max(state.persons, persons.length) });
  }
  await writing;
  // With the keys that there are, the log and what a fleet remembers stay as they lie.
  const aside = other ? await sealAsideAnew(gallery, old, keys, generation) : undefined;
  return {
    ...(aside && { resealed: aside.records }),
    persons,
    groups: [...groups].map(([group_id, count]): Group => ({ group_id, persons: count })),
    grown: { persons: persons.length, faces },
    renamed,
    sealings: faces + pictures + (aside?.sealings ?? 0),
  };
}

interface Opened {
  /** As the old keys have it. */
  readonly key: string;
  readonly person: Person;
  readonly faces: readonly Face[];
  /** Undefined where none is asked for, and for one that does not open: it stays out, and its person has none from then on. */
  readonly picture: Uint8Array<ArrayBuffer> | null | undefined;
}

/** What lies under a key that is nobody's stays behind: it belongs to no one, and the change clears it away. */
async function* allPersons(
  { db }: Gallery,
  keys: GalleryKeys,
  withPictures: boolean,
): AsyncGenerator<Opened[]> {
  let after = '';
  for (let last = false; !last; ) {
    const transaction = db.transaction(['persons', 'faces', 'pictures']);
    const found = await transaction.objectStore('persons').getAll(IDBKeyRange.bound(after, 'g', true), BATCH);
    const records = found.filter(({ key }) => isHash(key));
    const [store, shown] = [transaction.objectStore('faces'), transaction.objectStore('pictures')];
    const lying = await Promise.all(
      records.map(async ({ key }) => {
        const range = facesOf(key);
        const [faces, pictures] = await Promise.all([
          store.getAll(range),
          withPictures ? shown.getAll(range) : [],
        ]);
        return { faces, pictures };
      }),
    );
    await transaction.done;
    if (records.length > 0)
      yield await Promise.all(records.map((record, i) => openOne(keys, record, lying[i])));
    after = found[found.length - 1]?.key ?? after;
    last = found.length < BATCH;
  }
}

async function openOne(
  keys: GalleryKeys,
  record: Parameters<typeof openPerson>[1],
  lying: { readonly faces: readonly SealedFace[]; readonly pictures: readonly SealedRecord[] },
): Promise<Opened> {
  let person: Person | undefined;
  try {
    const { key } = record;
    person = await openPerson(keys, record);
    const records = new Map(lying.faces.map((face) => [face.key, face]));
    const picture = await openPicture(keys, key, person, lying.pictures).catch(nothingIfDamaged);
    return { key, person, faces: await openFaces(keys, key, person.faces, records), picture };
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

async function put(
  { db }: Gallery,
  faces: readonly SealedFace[],
  pictures: readonly SealedRecord[],
): Promise<void> {
  const transaction = db.transaction(['faces', 'pictures'], 'readwrite', { durability: 'strict' });
  const [store, shown] = [transaction.objectStore('faces'), transaction.objectStore('pictures')];
  await Promise.all([
    ...faces.map((face) => store.put(face)),
    ...pictures.map((picture) => shown.put(picture)),
    transaction.done,
  ]);
}
