import type { Recognition } from '../../api';
import type { Context } from '../context';
import { comparison } from './compare';
import { detection } from './detect';
import { identification } from './identify';
import { liveDetection } from './live';
import { contours } from './shape';
import { verification } from './verify';

/** Who is in a picture, and where. */
export function recognition(ctx: Context): Recognition {
  return {
    ...verification(ctx),
    ...identification(ctx),
    ...comparison(ctx),
    ...detection(ctx),
    ...contours(ctx),
    ...liveDetection(ctx),
    extract: (image, options = {}) =>
      ctx.withPictures([image], options, ([picture], signal) => ctx.vision.extract(picture, signal)),
  };
}
