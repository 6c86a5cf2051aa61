import { dot } from '../match';
import { checkId, type DelFaceData, FaceError, LIMITS, type NewFace, type StoredFace } from '../protocol';
import { checkIds, checkText } from './ids';
import { sameOrigin } from './origin';
import { findPerson, requirePerson } from './persons';
import type { GalleryDatabase, PersonRecord } from './schema';
import { newSession } from './session';
import { read, type WriteTransaction, write } from './transaction';

/** Refuses a face for an unknown person, −1303, or for one that has 20, −1309. */
export async function admitFace(db: GalleryDatabase, person_id: string, tag: string): Promise<void> {
  checkText('tag', tag);
  requireRoom(await findPerson(db, person_id));
}

/** Stores one more face; −1312 when the person has almost the same (see RemoteGallery.addface). */
export async function addFace(
  db: GalleryDatabase,
  person_id: string,
  face: NewFace,
  tag: string,
  copySimilarity: number,
): Promise<void> {
  checkText('tag', tag);
  await write(db, async (tx) => {
    const person = await requirePerson(tx, person_id);
    requireRoom(person);
    await requireNew(tx, person, face, copySimilarity);
    await tx.objectStore('faces').add({ ...face, person_id, tag });
    await tx.objectStore('persons').put({ ...person, face_ids: [...person.face_ids, face.face_id] });
  });
}

/** What was measured of a face; −1305 when there is none of that id. */
export async function getFace(db: GalleryDatabase, face_id: string): Promise<StoredFace> {
  checkId('face_id', face_id);
  const record = await read(() => db.get('faces', face_id));
  if (record === undefined) throw new FaceError(-1305, `there is no face "${face_id}"`);
  const { face, pose, image } = record;
  return { face_id, face, pose, image };
}

/** Deletes those of `face_ids` that are the person's; −1305 when none is. */
export async function delFace(
  db: GalleryDatabase,
  person_id: string,
  face_ids: readonly string[],
): Promise<DelFaceData> {
  checkId('person_id', person_id);
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

/** Every face of the person has its say: copies are refused within one request, too. */
async function requireNew(
  tx: WriteTransaction,
  person: PersonRecord,
  { template, origin }: NewFace,
  copySimilarity: number,
): Promise<void> {
  for (const face_id of person.face_ids) {
    const known = await tx.objectStore('faces').get(face_id);
    if (!known || !sameOrigin(known.origin, origin)) continue;
    if (dot(known.template, template) >= copySimilarity) {
      throw new FaceError(-1312, `person "${person.person_id}" has almost the same face: ${face_id}`);
    }
  }
}

function requireRoom(person: PersonRecord): void {
  if (person.face_ids.length >= LIMITS.facesPerPerson) {
    throw new FaceError(-1309, `person "${person.person_id}" has ${LIMITS.facesPerPerson} faces already`);
  }
}
