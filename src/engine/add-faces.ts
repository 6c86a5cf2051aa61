import { type AddFaceData, type Extraction, FaceError, type PortableImage } from '../protocol';
import type { Sides } from './sides';
import { stored } from './stored';

interface FacesToAdd {
  readonly person_id: string;
  readonly images: readonly Promise<PortableImage>[];
  readonly tag: string;
}

/**
 * Looks at all pictures, then stores their faces one by one: a face_id or a code for each.
 * Rejects, with nothing stored, when it is aborted or a worker fails while pictures are looked at.
 */
export async function addFaces(
  { vision, gallery }: Sides,
  { person_id, images, tag }: FacesToAdd,
  signal: AbortSignal,
): Promise<AddFaceData> {
  if (images.length === 0) throw new FaceError(-1300, 'images is empty');
  await gallery.read(signal, (api, appid) => api.admitFace(appid, person_id, tag));
  const faces: (Extraction | FaceError)[] = [];
  for (const image of images) faces.push(await vision.extract(image, signal).catch(refusal));
  signal.throwIfAborted();
  // From here on it goes through, so that no stored face goes unreported.
  const through = new AbortController().signal;
  const { copySimilarity } = vision.info;
  const results: { face_id: string; code: number }[] = [];
  let gone: FaceError | undefined;
  for (const face of faces) {
    if (face instanceof FaceError) results.push({ face_id: '', code: face.code });
    else {
      const record = stored(face);
      const refused = await gallery
        .write(through, (api, appid) => api.addface(appid, person_id, record, tag, copySimilarity))
        .catch(asAnswer);
      if (refused?.code === -1303) gone = refused;
      results.push(refused ? { face_id: '', code: refused.code } : { face_id: record.face_id, code: 0 });
    }
  }
  // Deleted by another call meanwhile, before anything was stored: that is about the person, not the pictures.
  if (gone && results.every(({ code }) => code !== 0)) throw gone;
  return {
    session_id: crypto.randomUUID(),
    added: results.filter(({ code }) => code === 0).length,
    face_ids: results.map(({ face_id }) => face_id),
    ret_codes: results.map(({ code }) => code),
  };
}

/** What is wrong with a picture is an answer; that the worker failed is not. */
function refusal(error: unknown): FaceError {
  if (error instanceof FaceError && error.code !== 213) return error;
  throw error;
}

function asAnswer(error: unknown): FaceError {
  if (error instanceof FaceError) return error;
  throw error;
}
