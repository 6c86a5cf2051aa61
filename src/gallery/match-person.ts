import { confidenceOf, dot } from '../match';
import { type Calibration, FaceError, type PersonMatch, type TemplateOrigin } from '../protocol';
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
  const comparable = faces.filter((face) => sameOrigin(face.origin, origin));
  if (comparable.length === 0) {
    const models = [...new Set(faces.map((face) => face.origin.model))].join(', ');
    throw new FaceError(
      -1103,
      `person "${person_id}" was enrolled with another model (${models}): re-enrol with ${origin.model}`,
    );
  }
  return comparable;
}

/** The best of the person's faces (the successor API's rule), with its calibrated confidence. */
export async function matchPerson(
  db: GalleryDatabase,
  person_id: string,
  template: Float32Array,
  origin: TemplateOrigin,
  calibration: Calibration,
): Promise<PersonMatch> {
  const faces = await comparableFaces(db, person_id, origin);
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

function sameOrigin(a: TemplateOrigin, b: TemplateOrigin): boolean {
  return a.model === b.model && a.modelHash === b.modelHash && a.alignment === b.alignment;
}
