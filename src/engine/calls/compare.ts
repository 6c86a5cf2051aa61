import type { Recognition } from '../../api';
import { type Extraction, isPictureFault } from '../../protocol';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';
import { type Kept, releaseKept, secondOf } from '../vision';

/** Similarity of the largest faces of two pictures. A FaceError says in `data.fail_flag` which is to blame. */
export function comparison(ctx: Context): Pick<Recognition, 'compare'> {
  const { vision, gallery, shown } = ctx;

  /** By both networks, or by the first alone where the second says nothing of one of them. */
  async function compareKept(a: Kept<Extraction>, b: Kept<Extraction>, signal: AbortSignal): Promise<number> {
    const faces = [a.found.template, b.found.template] as const;
    const { confidence, asks } = await gallery.read(signal, (api) => api.compare(faces));
    if (!asks) return confidence;
    const ofA = await secondOf(a.kept, 0, signal);
    const ofB = await secondOf(b.kept, 0, signal);
    if (typeof ofA === 'string' || typeof ofB === 'string') return confidence;
    const seconds = [ofA.template, ofB.template] as const;
    const both = await gallery.read(signal, (api) => api.compare(faces, seconds));
    return both.confidence;
  }

  return {
    compare: (imageA, imageB, options = {}) =>
      ctx.withPictures(
        [imageA, imageB],
        options,
        async ([a, b], signal) => {
          const seen: Promise<Kept<Extraction>>[] = [];
          const look = (fail_flag: 1 | 2, picture: typeof a) => {
            const looked = vision.extractKept(picture, signal);
            seen.push(looked);
            return withFailFlag(fail_flag, looked);
          };
          try {
            const similarity = await compareKept(await look(1, a), await look(2, b), signal);
            vision.considerWebgpu();
            return recognitionAnswers.compare(shown(similarity));
          } finally {
            for (const each of seen) releaseKept(each);
          }
        },
        1,
      ),
  };
}

async function withFailFlag<T>(fail_flag: 1 | 2, looked: Promise<T>): Promise<T> {
  try {
    return await looked;
  } catch (error) {
    // That a worker failed is not a picture's fault.
    throw isPictureFault(error) ? error.about(fail_flag) : error;
  }
}
