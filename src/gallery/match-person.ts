import { confidenceOf, dot } from '../match';
import { FaceError, type PersonMatch, type Probe, type TemplateOrigin } from '../protocol';
import { sameOrigin } from './origin';
import { findPerson } from './persons';
import type { FaceRecord, GalleryDatabase } from './schema';
import { read } from './transaction';

/**
 * The person's faces that may be compared with templates of `origin`.
 * Throws −1303 no such person, −1305 no face enrolled, −1103 faces of other models or alignments only.
 */
export async function comparableFaces(
  db: GalleryDatabase,
  person_id: string,
  origin: TemplateOrigin,
): Promise<FaceRecord[]> {
  const person = await findPerson(db, person_id);
  const faces = await read(() => readFaces(db, person.face_ids));
  if (faces.length === 0) throw new FaceError(-1305, `person "${person_id}" has no face enrolled`);
  return requireComparable(faces, origin, `person "${person_id}" was`);
}

/** Those of `origin`; −1103 when there are faces, and all are of other models or alignments. */
export function requireComparable(
  faces: readonly FaceRecord[],
  origin: TemplateOrigin,
  who: string,
): FaceRecord[] {
  const comparable = faces.filter((face) => sameOrigin(face.origin, origin));
  if (comparable.length > 0 || faces.length === 0) return comparable;
  const models = [...new Set(faces.map((face) => face.origin.model))].join(', ');
  throw new FaceError(-1103, `${who} enrolled with another model (${models}): re-enrol with ${origin.model}`);
}

/** The best of the person's faces (the successor API's rule), with its calibrated confidence. */
export async function matchPerson(
  db: GalleryDatabase,
  person_id: string,
  probe: Probe,
): Promise<PersonMatch> {
  return bestOf(await comparableFaces(db, person_id, probe.origin), probe);
}

/** The best of one person's comparable faces, of which there is at least one. */
export function bestOf(faces: readonly FaceRecord[], { template, calibration }: Probe): PersonMatch {
  const scored = faces.map((face) => ({ face_id: face.face_id, similarity: dot(template, face.template) }));
  const best = scored.reduce((a, b) => (b.similarity > a.similarity ? b : a));
  return {
    ...best,
    confidence: confidenceOf(best.similarity, faces.length, calibration),
    compared: faces.length,
  };
}

/** In one transaction, so that a deletion in between cannot show half a person. */
async function readFaces(db: GalleryDatabase, face_ids: readonly string[]): Promise<FaceRecord[]> {
  const store = db.transaction('faces').store;
  const faces = await Promise.all(face_ids.map((face_id) => store.get(face_id)));
  return faces.filter((face) => face !== undefined);
}
