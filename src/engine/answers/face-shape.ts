import type { FaceShape, ShapePoint } from '../../api';
import type { StoredFace } from '../../protocol';

/** Which of the mesh's 468 points each point of the contract's lists is. Right and left are the picture's. */
export const SHAPE: Readonly<Record<keyof FaceShape, readonly number[]>> = {
  face_profile: [
    127, 234, 93, 132, 58, 172, 136, 150, 149, 148, 152, 377, 378, 379, 365, 397, 288, 361, 323, 454, 356,
  ],
  left_eye: [33, 163, 145, 154, 133, 157, 159, 161],
  right_eye: [263, 390, 374, 381, 362, 384, 386, 388],
  left_eyebrow: [46, 53, 52, 65, 55, 66, 105, 63],
  right_eyebrow: [276, 283, 282, 295, 285, 296, 334, 293],
  mouth: [61, 91, 181, 17, 405, 321, 291, 270, 269, 0, 39, 40, 88, 178, 14, 402, 318, 310, 311, 13, 81, 80],
  nose: [1, 168, 122, 198, 49, 64, 97, 2, 326, 294, 279, 420, 351],
};

/**
 * The contract's lists for a mesh, in whole pixels of the picture.
 *
 * @param points [468, 3], px of the picture
 */
export function faceShape(points: Float32Array, image: StoredFace['image']): FaceShape {
  const point = (i: number): ShapePoint => ({
    x: within(points[3 * i], image.width),
    y: within(points[3 * i + 1], image.height),
  });
  const list = (name: keyof FaceShape) => SHAPE[name].map(point);
  return {
    face_profile: list('face_profile'),
    left_eye: list('left_eye'),
    right_eye: list('right_eye'),
    left_eyebrow: list('left_eyebrow'),
    right_eyebrow: list('right_eyebrow'),
    mouth: list('mouth'),
    nose: list('nose'),
  };
}

/** To the nearest pixel, which is one of the picture. */
function within(at: number, size: number): number {
  return Math.min(size - 1, Math.max(0, Math.round(at)));
}
