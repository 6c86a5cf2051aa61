import { CODES, FaceError } from '../../src';

/** What a call makes of a photo; undefined where the photo shows no face. */
export async function orNoFace<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof FaceError && error.code === CODES.NO_FACE) return undefined;
    throw error;
  }
}
