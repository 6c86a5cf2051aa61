import { CODES, FaceError, type TemplateOrigin } from '../../protocol';
import { findWithFaces } from '../persons';
import { type Face, sameOrigin } from '../records';
import type { Gallery } from '../store';

/** Somebody's faces. */
export interface Comparable {
  /** Key of the person's record. */
  readonly key: string;
  readonly faces: readonly Face[];
}

/**
 * The person's faces that may be compared with templates of `origin`.
 * Throws −1303 no such person, −1305 no face enrolled, −1103 faces of other models or alignments only.
 */
export async function comparableFaces(
  gallery: Gallery,
  person_id: string,
  origin: TemplateOrigin,
): Promise<Comparable> {
  const { key, faces } = await findWithFaces(gallery, person_id);
  if (faces.length === 0)
    throw new FaceError(CODES.FACE_NOT_ENROLLED, `person "${person_id}" has no face enrolled`);
  const comparable = faces.filter((face) => sameOrigin(face.origin, origin));
  if (comparable.length > 0) return { key, faces: comparable };
  const models = [...new Set(faces.map((face) => face.origin.model))];
  throw otherModel(`person "${person_id}" was`, models, origin);
}

/** Templates of different models, files or alignments are never compared. */
export function otherModel(who: string, models: readonly string[], { model }: TemplateOrigin): FaceError {
  return new FaceError(
    CODES.UNUSABLE_FACE,
    `${who} enrolled with another model (${models.join(', ')}): re-enrol with ${model}`,
    { kind: 'other_model' },
  );
}
