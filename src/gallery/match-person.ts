import { compareWithPerson, confidenceOf } from '../match';
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

/** All of the person's faces together (docs/decisions/011), and the one most like the probe. */
export async function matchPerson(
  db: GalleryDatabase,
  person_id: string,
  probe: Probe,
): Promise<PersonMatch> {
  return matchOf(await comparableFaces(db, person_id, probe.origin), probe);
}

/** One person's comparable faces together, of which there is at least one. */
export function matchOf(faces: readonly FaceRecord[], { template, calibration }: Probe): PersonMatch {
  const compared = compareWithPerson(
    template,
    faces.map((face) => face.template),
  );
  return {
    similarity: compared.best,
    face_id: faces[compared.bestAt].face_id,
    pooled: compared.pooled,
    confidence: confidenceOf(compared, calibration),
    compared: faces.length,
  };
}

/** In one transaction, so that a deletion in between cannot show half a person. */
async function readFaces(db: GalleryDatabase, face_ids: readonly string[]): Promise<FaceRecord[]> {
  const store = db.transaction('faces').store;
  const faces = await Promise.all(face_ids.map((face_id) => store.get(face_id)));
  return faces.filter((face) => face !== undefined);
}
