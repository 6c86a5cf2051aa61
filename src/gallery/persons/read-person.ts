import { CODES, checkId, FaceError } from '../../protocol';
import { Damaged, damageError } from '../failure';
import type { GalleryKeys } from '../keys';
import {
  type Face,
  facesOf,
  isExpired,
  openFaces,
  openPerson,
  openPicture,
  type Person,
  type SealedPerson,
} from '../records';
import type { Gallery } from '../store';

/** The person, or −1303, also for one who has expired; −1200 when the record is damaged. */
export async function findPerson(gallery: Gallery, person_id: string): Promise<Person> {
  const { keys, record } = await findRecord(gallery, person_id);
  const person = await requireSound(person_id, () => openPerson(keys, record));
  if (isExpired(person)) throw missing(person_id);
  return person;
}

/** The person's sealed record, or −1303. It may be that of one who has expired. */
export async function findRecord(
  gallery: Gallery,
  person_id: string,
): Promise<{ readonly keys: GalleryKeys; readonly record: SealedPerson }> {
  checkId('person_id', person_id);
  const keys = await gallery.keys();
  const record = await gallery.db.get('persons', await keys.hash('person', person_id));
  if (record === undefined) throw missing(person_id);
  return { keys, record };
}

/** The person with all faces, in their order, as of one moment, and the record's key. −1303; −1200 when any of the records is damaged. */
export async function findWithFaces(
  gallery: Gallery,
  person_id: string,
): Promise<{ readonly key: string; readonly person: Person; readonly faces: readonly Face[] }> {
  checkId('person_id', person_id);
  const keys = await gallery.keys();
  const key = await keys.hash('person', person_id);
  const transaction = gallery.db.transaction(['persons', 'faces']);
  const [record, sealed] = await Promise.all([
    transaction.objectStore('persons').get(key),
    transaction.objectStore('faces').getAll(facesOf(key)),
    transaction.done,
  ]);
  if (record === undefined) throw missing(person_id);
  return requireSound(person_id, async () => {
    const person = await openPerson(keys, record);
    if (isExpired(person)) throw missing(person_id);
    const records = new Map(sealed.map((face) => [face.key, face]));
    return { key, person, faces: await openFaces(keys, key, person.faces, records) };
  });
}

/** The person with the bytes of their picture, as of one moment; null where there is none. −1303; −1200 when one of the two is damaged. */
export async function findWithPicture(
  gallery: Gallery,
  person_id: string,
): Promise<{ readonly person: Person; readonly picture: Uint8Array<ArrayBuffer> | null }> {
  checkId('person_id', person_id);
  const keys = await gallery.keys();
  const key = await keys.hash('person', person_id);
  const transaction = gallery.db.transaction(['persons', 'pictures']);
  const [record, sealed] = await Promise.all([
    transaction.objectStore('persons').get(key),
    transaction.objectStore('pictures').getAll(facesOf(key)),
    transaction.done,
  ]);
  if (record === undefined) throw missing(person_id);
  return requireSound(person_id, async () => {
    const person = await openPerson(keys, record);
    if (isExpired(person)) throw missing(person_id);
    return { person, picture: await openPicture(keys, key, person, sealed) };
  });
}

async function requireSound<T>(person_id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Damaged ? damageError(error, person_id) : error;
  }
}

export function missing(person_id: string): FaceError {
  return new FaceError(CODES.NO_PERSON, `there is no person "${person_id}"`);
}
