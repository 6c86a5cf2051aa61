import type { AddFaceData, AddFaceDetail } from '../../api';
import { CODES, type Extraction, FaceError, type PortableImage } from '../../protocol';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';
import { lookAtAll } from './look-at-all';
import { type Enrollable, stored } from './new-face';
import { requireListLength } from './picture-list';

interface FacesToAdd {
  readonly person_id: string;
  readonly images: readonly Promise<PortableImage>[];
  readonly tag: string;
  /** Throws the FaceError for a face that is not to be added. */
  readonly admit: (face: Extraction) => Extraction;
}

/** What became of a picture. */
interface Outcome {
  readonly faceId: string;
  readonly error: FaceError | null;
}

/**
 * Looks at all pictures, then stores their faces one by one: a face_id or a code for each.
 * Rejects, with nothing stored, when it is aborted or a worker fails while pictures are looked at.
 */
export async function addFaces(
  { vision, gallery }: Pick<Context, 'vision' | 'gallery'>,
  { person_id, images, tag, admit }: FacesToAdd,
  signal: AbortSignal,
): Promise<{ data: AddFaceData; detail: AddFaceDetail }> {
  requireListLength(images);
  await gallery.read(signal, (api, appid) => api.admitFace(appid, person_id, tag));
  const seen = await lookAtAll(images, vision, signal);
  signal.throwIfAborted();
  // From here on it goes through, so that no stored face goes unreported.
  const through = new AbortController().signal;
  const { copySimilarity } = vision.info;
  const store = async (face: Enrollable): Promise<Outcome> => {
    try {
      admit(face.extraction);
      const record = stored(face);
      await gallery.write(through, (api, appid) =>
        api.addface(appid, person_id, record, tag, copySimilarity),
      );
      return { faceId: record.face_id, error: null };
    } catch (error) {
      return { faceId: '', error: asAnswer(error) };
    }
  };
  const outcomes: Outcome[] = [];
  for (const face of seen) {
    outcomes.push(face instanceof FaceError ? { faceId: '', error: face } : await store(face));
  }
  // Deleted by another call meanwhile, before anything was stored: that is about the person, not the pictures.
  const gone = outcomes.findLast(({ error }) => error?.code === CODES.NO_PERSON)?.error;
  if (gone && outcomes.every(({ error }) => error !== null)) throw gone;
  return {
    data: recognitionAnswers.addface(
      outcomes.map(({ faceId, error }) => ({ faceId, code: error?.code ?? 0 })),
    ),
    detail: {
      faces: outcomes.map(({ error }, i) => {
        const face = seen[i];
        if (face instanceof FaceError) return { quality: null, error, secondMissing: null };
        const { extraction, second } = face;
        return {
          quality: extraction.quality,
          error,
          secondMissing: error === null && typeof second === 'string' ? second : null,
        };
      }),
    },
  };
}

function asAnswer(error: unknown): FaceError {
  if (error instanceof FaceError) return error;
  throw error;
}
