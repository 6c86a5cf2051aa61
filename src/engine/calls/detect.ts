import type {
  DetailOptions,
  DetectData,
  DetectDetail,
  DetectOptions,
  ImageInput,
  Recognition,
} from '../../api';
import { CODES, FaceError, type PortableImage } from '../../protocol';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';
import { newFaceId } from './face-id';
import { searchOf } from './mode';

type Options = DetectOptions & Partial<Pick<DetailOptions, 'mesh'> & { readonly detail: boolean }>;

/** The faces of a picture, largest first, and what their pictures are worth. */
export function detection(ctx: Context): Pick<Recognition, 'detect'> {
  function detect(image: ImageInput, options: DetailOptions): Promise<DetectData & { detail: DetectDetail }>;
  function detect(image: ImageInput, options?: DetectOptions): Promise<DetectData>;
  function detect(image: ImageInput, options: Options = {}): Promise<DetectData & { detail?: DetectDetail }> {
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
  options: Options,
  signal: AbortSignal,
): Promise<{ data: DetectData; detail: DetectDetail }> {
  const { mode, quick = false, detail = false, mesh = false } = options;
  const search = searchOf(mode);
  if (mesh && !detail)
    throw new FaceError(CODES.PARAMETER_TYPE, 'mesh is part of the detail: detail must be true');
  const wanted = { faces: quick ? ('glance' as const) : search, quality: detail, mesh };
  const found = await vision.find(image, wanted, signal);
  const faces = search === 'largest' ? found.faces.slice(0, 1) : found.faces;
  const { image: size } = found;
  const named = faces.map(({ face, pose }) => ({ faceId: newFaceId(), face, pose, image: size }));
  return {
    data: recognitionAnswers.detect(size, named),
    detail: { faces, timingsMs: found.timingsMs },
  };
}
