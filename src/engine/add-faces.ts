import { type Extraction, FaceError, type PortableImage } from '../protocol';
import type { GallerySide } from './gallery';
import type { VisionSide } from './vision';

interface FacesToAdd {
  readonly person_id: string;
  readonly images: readonly Promise<PortableImage>[];
  readonly tag: string;
}

/**
 * Looks at all pictures, then stores their faces one by one. Resolves with a face_id or a refusal for each.
 * Rejects, with nothing stored, when it is aborted or a worker fails while pictures are looked at.
 */
export async function addFaces(
  vision: VisionSide,
  gallery: GallerySide,
  { person_id, images, tag }: FacesToAdd,
  signal: AbortSignal,
): Promise<(string | FaceError)[]> {
  const faces: (Extraction | FaceError)[] = [];
  for (const image of images) faces.push(await vision.extract(image, signal).catch(refusal));
  signal.throwIfAborted();
  // From here on it goes through, so that no stored face goes unreported.
  const through = new AbortController().signal;
  const results: (string | FaceError)[] = [];
  for (const face of faces) {
    if (face instanceof FaceError) results.push(face);
    else {
      const stored = gallery.write(through, (api) => api.addface(person_id, face, tag));
      results.push(await stored.catch(asAnswer));
    }
  }
  return results;
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
