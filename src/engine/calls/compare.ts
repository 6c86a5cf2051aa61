import type { Recognition } from '../../api';
import { type Extraction, isPictureFault } from '../../protocol';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';

/** Similarity of the largest faces of two pictures. A FaceError says in `data.fail_flag` which is to blame. */
export function comparison(ctx: Context): Pick<Recognition, 'compare'> {
  const { vision, gallery, shown } = ctx;
  return {
    compare: (imageA, imageB, options = {}) =>
      ctx.withPictures([imageA, imageB], options, async ([a, b], signal) => {
        const first = await side(1, vision.extract(a, signal));
        const second = await side(2, vision.extract(b, signal));
        const similarity = await gallery.read(signal, (api) => api.compare(first.template, second.template));
        vision.considerWebgpu();
        return recognitionAnswers.compare(shown(similarity));
      }),
  };
}

async function side(fail_flag: 1 | 2, extraction: Promise<Extraction>): Promise<Extraction> {
  try {
    return await extraction;
  } catch (error) {
    // That a worker failed is not a picture's fault.
    throw isPictureFault(error) ? error.about(fail_flag) : error;
  }
}
