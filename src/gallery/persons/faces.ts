import { CODES, checkId, FaceError, type KnownFace, LIMITS, type NewFace, sameFace } from '../../protocol';
import { checkIds, checkText, faceKey, isExpired, openFace, openPerson, type Person } from '../records';
import { type Gallery, mutate } from '../store';
import { copyOf } from './copies';
import { findPerson, findWithFaces } from './read-person';
import { requireConsent } from './terms';

/** Refuses a face for an unknown person, −1303, for one who has not agreed where that is asked for, −1313, or for one that has 20, −1309. */
export async function admitFace(
  gallery: Gallery,
  person_id: string,
  tag: string,
  withConsent: boolean,
): Promise<void> {
  checkText('tag', tag);
  const person = await findPerson(gallery, person_id);
  if (withConsent) requireConsent(person, person_id);
  requireRoom(person);
}

/** Stores one more face; −1312 when the person has almost the same (see RemoteGallery.addface). */
export async function addFace(
  gallery: Gallery,
  person_id: string,
  face: NewFace,
  tag: string,
  copySimilarity: number,
  withConsent: boolean,
): Promise<void> {
  checkText('tag', tag);
  await mutate(gallery, async ({ keys, generation }) => {
    const { person, faces } = await findWithFaces(gallery, person_id);
    if (withConsent) requireConsent(person, person_id);
    requireRoom(person);
    const copy = copyOf(faces, face, copySimilarity);
    if (copy) throw sameFace(person_id, copy.face_id);
    const change = {
      persons: [{ ...person, faces: [...person.faces, { face_id: face.face_id, generation }] }],
      newFaces: [{ person: await keys.hash('person', person_id), face: { ...face, person_id, tag } }],
      grown: { persons: 0, faces: 1 },
      audit: [{ what: 'face_added', person_id, faces: 1 } as const],
    };
    return { change, result: null };
  });
}

/** What was measured of a face; −1305 when there is none of that id. */
export async function getFace(gallery: Gallery, face_id: string): Promise<KnownFace> {
  checkId('face_id', face_id);
  const keys = await gallery.keys();
  const transaction = gallery.db.transaction(['persons', 'faces']);
  const found = await transaction.objectStore('faces').index('by-face').getAll(face_id);
  const records = found.filter(({ key }) => typeof key === 'string');
  const store = transaction.objectStore('persons');
  const persons = await Promise.all(records.map(({ key }) => store.get(key.slice(0, key.indexOf('.')))));
  await transaction.done;
  for (const [i, record] of records.entries()) {
    const sealed = persons[i];
    // A face that no person lists is none: an import's that was cut off, or was not through yet.
    const person = sealed && (await openPerson(keys, sealed));
    if (person && isExpired(person)) continue;
    if (!person?.faces.some((ref) => faceKey(sealed?.key ?? '', ref) === record.key)) continue;
    const { face, pose, image, origin } = await openFace(keys, record);
    return { faceId: face_id, face, pose, image, origin };
  }
  throw new FaceError(CODES.FACE_NOT_ENROLLED, `there is no face "${face_id}"`);
}

/** Deletes those of `face_ids` that are the person's, damaged or not, and says which; −1305 when none is. */
export async function delFace(
  gallery: Gallery,
  person_id: string,
  face_ids: readonly string[],
): Promise<string[]> {
  checkId('person_id', person_id);
  const asked = checkIds('face_ids', face_ids);
  return mutate(gallery, async ({ keys }) => {
    const person = await findPerson(gallery, person_id);
    const key = await keys.hash('person', person_id);
    const own = asked.flatMap((id) => person.faces.filter(({ face_id }) => face_id === id));
    if (own.length === 0)
      throw new FaceError(CODES.FACE_NOT_ENROLLED, `person "${person_id}" has none of these faces`);
    const change = {
      persons: [{ ...person, faces: person.faces.filter((ref) => !own.includes(ref)) }],
      goneFaces: own.map((ref) => faceKey(key, ref)),
      scrubbed: [key],
      grown: { persons: 0, faces: -own.length },
      audit: [{ what: 'face_removed', person_id, faces: own.length } as const],
    };
    return { change, result: own.map(({ face_id }) => face_id) };
  });
}

function requireRoom(person: Person): void {
  if (person.faces.length >= LIMITS.facesPerPerson) {
    throw new FaceError(
      CODES.TOO_MANY_FACES,
      `person "${person.person_id}" has ${LIMITS.facesPerPerson} faces`,
    );
  }
}
