import { type DelFaceData, FaceError, LIMITS, type NewFace } from '../protocol';
import { checkIds, checkText, newFaceId } from './ids';
import { findPerson, requirePerson } from './persons';
import type { GalleryDatabase, PersonRecord } from './schema';
import { newSession } from './session';
import { write } from './transaction';

/** Refuses a face for an unknown person, −1303, or for one that has 20, −1309. */
export async function admitFace(db: GalleryDatabase, person_id: string, tag: string): Promise<void> {
  checkText('tag', tag);
  requireRoom(await findPerson(db, person_id));
}

/** Stores one more face and answers its face_id. */
export async function addFace(
  db: GalleryDatabase,
  person_id: string,
  face: NewFace,
  tag: string,
): Promise<string> {
  checkText('tag', tag);
  const face_id = newFaceId();
  await write(db, async (tx) => {
    const person = await requirePerson(tx, person_id);
    requireRoom(person);
    await tx.objectStore('faces').add({ ...face, face_id, person_id, tag });
    await tx.objectStore('persons').put({ ...person, face_ids: [...person.face_ids, face_id] });
  });
  return face_id;
}

/** Deletes those of `face_ids` that are the person's; −1305 when none is. */
export async function delFace(
  db: GalleryDatabase,
  person_id: string,
  face_ids: readonly string[],
): Promise<DelFaceData> {
  const asked = checkIds('face_ids', face_ids);
  const deleted = await write(db, async (tx) => {
    const person = await requirePerson(tx, person_id);
    const own = asked.filter((face_id) => person.face_ids.includes(face_id));
    if (own.length === 0) throw new FaceError(-1305, `person "${person_id}" has none of these faces`);
    for (const face_id of own) await tx.objectStore('faces').delete(face_id);
    const left = person.face_ids.filter((face_id) => !own.includes(face_id));
    await tx.objectStore('persons').put({ ...person, face_ids: left });
    return own;
  });
  return { session_id: newSession(), deleted: deleted.length, face_ids: deleted };
}

function requireRoom(person: PersonRecord): void {
  if (person.face_ids.length >= LIMITS.facesPerPerson) {
    throw new FaceError(-1309, `person "${person.person_id}" has ${LIMITS.facesPerPerson} faces already`);
  }
}
