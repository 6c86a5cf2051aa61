import type { DetectData, DetectDetail, DetectOptions, ImageInput, Recognition } from '../../api';
import { CODES, FaceError, type PortableImage } from '../../protocol';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';
import { newFaceId } from './face-id';

/** The faces of a picture, largest first, and what their pictures are worth. */
export function detection(ctx: Context): Pick<Recognition, 'detect'> {
  function detect(
    image: ImageInput,
    options: DetectOptions & { readonly detail: true },
  ): Promise<DetectData & { detail: DetectDetail }>;
  function detect(image: ImageInput, options?: DetectOptions): Promise<DetectData>;
  function detect(
    image: ImageInput,
    options: DetectOptions & { readonly detail?: boolean } = {},
  ): Promise<DetectData & { detail?: DetectDetail }> {
    return ctx.withPictures([image], options, async ([picture], signal) => {
      const { data, detail } = await facesOf(ctx, picture, options, signal);
      ctx.vision.considerWebgpu();
      return options.detail ? { ...data, detail } : data;
    });
  }

  return { detect };
}

/** −1101 when there is none. */
async function facesOf(
  { vision }: Pick<Context, 'vision'>,
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
