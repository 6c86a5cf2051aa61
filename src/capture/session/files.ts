import { CODES, FaceError } from '../../protocol';
import type { CapturedFrame, CaptureEngine } from './result';

/** Pictures instead of a camera's frames. Rejects with the engine's FaceError for the first that shows no face. */
export async function framesOfFiles(
  files: readonly Blob[],
  engine: CaptureEngine,
  signal: AbortSignal,
): Promise<CapturedFrame[]> {
  const frames: CapturedFrame[] = [];
  for (const image of files) {
    const { image_width, image_height, detail } = await engine.detect(image, {
      mode: 1,
      detail: true,
      signal,
    });
    const [{ face, quality }] = detail.faces;
    if (quality === null)
      throw new FaceError(CODES.UNUSABLE_FACE, 'the face could not be aligned', { kind: 'unalignable' });
    frames.push({ image, width: image_width, height: image_height, face, quality });
  }
  return frames;
}
