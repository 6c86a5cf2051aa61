import type { DetectedFace } from '../../protocol';
import { type SimilarityTransform, Unalignable } from '../raster';

/** Of the crop, in sides of the face's box, as MediaPipe's graph face_detection_front_detection_to_roi has it. */
const MARGIN = 1.5;

/**
 * Where the picture lies in the network's input, a square of `size` px: the box's middle in the middle, the eyes level, the longer side of
 * the box 1.5 times inside. Throws Unalignable for a box or eyes that say nothing.
 */
export function cropOf({ box, landmarks }: DetectedFace, size: number): SimilarityTransform {
  const { rightEye, leftEye } = landmarks;
  const scale = size / (MARGIN * Math.max(box.width, box.height));
  const [x, y] = [leftEye.x - rightEye.x, leftEye.y - rightEye.y];
  const across = Math.hypot(x, y);
  if (!(across > 0 && scale > 0 && Number.isFinite(scale * across)))
    throw new Unalignable('the box is empty, the eyes coincide, or they are no numbers');
  const [a, b] = [(scale * x) / across, (-scale * y) / across];
  const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2];
  return {
    a,
    b,
    tx: size / 2 - (a * middleX - b * middleY),
    ty: size / 2 - (b * middleX + a * middleY),
  };
}
