import type { Recognition } from '../../api';
import { CODES, FaceError } from '../../protocol';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';
import { searchOf } from './mode';

/** From which score of the mesh's network on its points are those of a face, as in MediaPipe's graphs. */
const LEAST_SCORE = 0.5;

/** The contours of a picture's faces, the largest first. */
export function contours(ctx: Context): Pick<Recognition, 'shape'> {
  return {
    shape: (image, options = {}) =>
      ctx.withPictures([image], options, async ([picture], signal) => {
        const wanted = { faces: searchOf(options.mode), quality: false, mesh: true };
        const { faces, image: size } = await ctx.vision.find(picture, wanted, signal);
        const meshes = faces.flatMap(({ mesh }) =>
          mesh !== null && mesh.score >= LEAST_SCORE ? [mesh] : [],
        );
        if (meshes.length === 0)
          throw new FaceError(
            CODES.NO_CONTOUR,
            'a face was found, and no contour of it: show it whole, in better light',
          );
        ctx.vision.considerWebgpu();
        return recognitionAnswers.shape(size, meshes);
      }),
  };
}
