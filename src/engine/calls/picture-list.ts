import type { ImageInput, LivenessCapture } from '../../api';
import { CODES, FaceError, LIMITS } from '../../protocol';

/** The pictures of a list; of one that is too long no more than shows that it is. What is no list holds none. */
export function pictureList<T extends ImageInput | LivenessCapture>(
  images: readonly T[] | undefined,
): readonly T[] {
  return Array.isArray(images) ? images.slice(0, LIMITS.listedPictures + 1) : [];
}

/** Throws −1300 for none, −1304 for more than a person can have. */
export function requireListLength(images: readonly unknown[]): void {
  if (images.length === 0) throw new FaceError(CODES.EMPTY_PICTURE, 'images is empty');
  if (images.length <= LIMITS.listedPictures) return;
  throw new FaceError(CODES.PARAMETER_TOO_LONG, `images has more than ${LIMITS.listedPictures} pictures`);
}
