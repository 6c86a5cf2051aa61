import type { AddFaceDetail, NewPersonData } from '../../api';
import {
  type Extraction,
  FaceError,
  type FaceQuality,
  type NewFace,
  type NewPerson,
  type PortableImage,
  sameFace,
} from '../../protocol';
import { galleryAnswers, type PictureOutcome } from '../answers';
import type { Context } from '../context';
import { lookAtAll, type Seen } from './look-at-all';
import { stored } from './new-face';
import { requireListLength } from './picture-list';

interface PersonToMake {
  readonly person: NewPerson;
  readonly images: readonly Promise<PortableImage>[];
  /** Whether they came as a list, which is answered picture by picture. */
  readonly listed: boolean;
  /** Throws the FaceError for a face that is not to be enrolled. */
  readonly admit: (face: Extraction) => Extraction;
}

/** What a picture is worth: the face that is to be stored, or why none is. */
interface Judged {
  readonly quality: FaceQuality | null;
  readonly outcome: NewFace | FaceError;
  /** Why the second network made no template, in words; null where it did, or where there is no face. */
  readonly secondMissing: string | null;
}

/**
 * Looks at all pictures, then stores the person with the faces that are good, in one transaction. Rejects, with nothing
 * stored, when none is: with the first picture's error, which for a list has all of them in `data.faces`.
 */
export async function newPerson(
  { vision, gallery }: Context,
  { person, images, listed, admit }: PersonToMake,
  signal: AbortSignal,
): Promise<{ data: NewPersonData; detail: AddFaceDetail }> {
  requireListLength(images);
  await gallery.read(signal, (api, appid) => api.admitPerson(appid, person));
  const judged = (await lookAtAll(images, vision, signal)).map((seen) => judge(seen, admit));
  const good = judged.flatMap(({ outcome }) => (outcome instanceof FaceError ? [] : [outcome]));
  const [face, ...further] = good;
  if (good.length === 0) throw noneGood(judged, listed);

  const { copySimilarity } = vision.info;
  const added = await gallery.write(signal, (api, appid) =>
    api.newperson(appid, person, face, { faces: further, copySimilarity }),
  );
  gallery.persistence.ask();
  const copyOf = new Map(good.map(({ face_id }, i) => [face_id, added.copies[i]]));
  const faces = judged.map(({ quality, outcome, secondMissing }) => {
    if (outcome instanceof FaceError) return { quality, error: outcome, faceId: '', secondMissing: null };
    const copy = copyOf.get(outcome.face_id);
    return copy
      ? { quality, error: sameFace(person.person_id, copy), faceId: '', secondMissing: null }
      : { quality, error: null, faceId: outcome.face_id, secondMissing };
  });
  const pictures = faces.map(({ faceId, error }): PictureOutcome => ({ faceId, code: error?.code ?? 0 }));
  return {
    data: galleryAnswers.newperson(person.person_id, added, pictures, listed),
    detail: { faces: faces.map(({ faceId: _, ...face }) => face) },
  };
}

function judge(seen: Seen, admit: PersonToMake['admit']): Judged {
  if (seen instanceof FaceError) return { quality: null, outcome: seen, secondMissing: null };
  const { extraction, second } = seen;
  const { quality } = extraction;
  const secondMissing = typeof second === 'string' ? second : null;
  try {
    admit(extraction);
    return { quality, outcome: stored(seen), secondMissing };
  } catch (error) {
    if (error instanceof FaceError) return { quality, outcome: error, secondMissing: null };
    throw error;
  }
}

function noneGood(judged: readonly Judged[], listed: boolean): FaceError {
  const faces = judged.flatMap(({ quality, outcome }) =>
    outcome instanceof FaceError ? [{ quality, error: outcome }] : [],
  );
  const [{ error }] = faces;
  if (!listed) return error;
  const { code, data } = error;
  const detail =
    faces.length === 1
      ? error.detail
      : `none of the ${faces.length} pictures is good; the first: ${error.detail}`;
  return FaceError.from({ code, detail, cause: error, data: { ...data, faces } });
}
