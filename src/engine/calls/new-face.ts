import type { Extraction, NewFace, PortableImage, SecondTemplate } from '../../protocol';
import { releaseKept, secondOf, type VisionSide } from '../vision';
import { newFaceId } from './face-id';

/** A face that is to be enrolled, by both networks. */
export interface Enrollable {
  readonly extraction: Extraction;
  /** Or why there is none, in words. */
  readonly second: SecondTemplate | string;
}

/** Looks at a picture that is to be enrolled. `admit` throws for a face that is not; the second network is not asked about it. */
export async function lookForEnrolment(
  vision: VisionSide,
  image: Promise<PortableImage>,
  admit: (face: Extraction) => unknown,
  signal: AbortSignal,
): Promise<Enrollable> {
  vision.prepareSecond();
  const seen = vision.extractKept(image, signal);
  try {
    const { found, kept } = await seen;
    admit(found);
    return { extraction: found, second: await secondOf(kept, 0, signal) };
  } finally {
    releaseKept(seen);
  }
}

/** What of a face is kept; never the picture. */
export function stored({ extraction, second }: Enrollable): NewFace {
  const { template, origin, face, quality, image } = extraction;
  const one = { face_id: newFaceId(), template, origin, face, pose: quality.pose, image };
  return typeof second === 'string' ? one : { ...one, second };
}
