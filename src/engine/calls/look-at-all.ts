import { type FaceError, isPictureFault, type PortableImage, Slots } from '../../protocol';
import type { Context } from '../context';
import { type Enrollable, lookForEnrolment } from './new-face';

/** Pictures of one call that the vision workers have or wait for: enough for all workers, and others' pictures need not wait for hundreds. */
const AT_ONCE = 8;

/** What a picture gave: its largest face, with the templates of both networks, or why there is none. */
export type Seen = Enrollable | FaceError;

/** Looks at some at once: the vision workers share them. When a worker fails, or the signal is aborted, the others are given up. */
export async function lookAtAll(
  images: readonly Promise<PortableImage>[],
  vision: Context['vision'],
  signal: AbortSignal,
): Promise<Seen[]> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const slots = new Slots(AT_ONCE);
  const look = async (image: Promise<PortableImage>) => {
    const end = await slots.take(either);
    try {
      return await lookForEnrolment(vision, image, () => undefined, either).catch(refusal);
    } finally {
      end();
    }
  };
  try {
    return await Promise.all(images.map(look));
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}

/** What is wrong with a picture is an answer; that the worker failed is not. */
function refusal(error: unknown): FaceError {
  if (isPictureFault(error)) return error;
  throw error;
}
