import type { DetectData, DetectDetail, DetectOptions } from '../../api';
import { CODES, FaceError, type PortableImage } from '../../protocol';
import { recognitionAnswers } from '../answers';
import { newFaceId } from './face-id';
import type { Sides } from './sides';

/** The faces of a picture, largest first, and what their pictures are worth. −1101 when there is none. */
export async function detect(
  { vision }: Pick<Sides, 'vision'>,
  image: Promise<PortableImage>,
  options: DetectOptions & { readonly detail?: boolean },
  signal: AbortSignal,
): Promise<{ data: DetectData; detail: DetectDetail }> {
  const { mode = 0, quick = false, detail = false } = options;
  if (mode !== 0 && mode !== 1) throw new FaceError(CODES.PARAMETER_TYPE, 'mode is 0 or 1');
  const largest = mode === 1;
  const search = largest ? 'largest' : 'all';
  const found = await vision.find(image, { faces: quick ? 'glance' : search, quality: detail }, signal);
  const faces = largest ? found.faces.slice(0, 1) : found.faces;
  const { image: size } = found;
  const named = faces.map(({ face, pose }) => ({ faceId: newFaceId(), face, pose, image: size }));
  return {
    data: recognitionAnswers.detect(size, named),
    detail: { faces, timingsMs: found.timingsMs },
  };
}
