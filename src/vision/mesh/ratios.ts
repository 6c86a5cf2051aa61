import type { FaceMesh } from '../../protocol';

type Pair = readonly [upper: number, lower: number];

/** Of an eye or a mouth: its corners, and the points that lie opposite each other between them. */
interface Opening {
  readonly corners: Pair;
  readonly pairs: readonly Pair[];
}

/** p1, p4 and the pairs p2, p6 and p3, p5 of Soukupová and Čech, Real-Time Eye Blink Detection using Facial Landmarks, 2016. */
const RIGHT_EYE: Opening = {
  corners: [33, 133],
  pairs: [
    [160, 144],
    [158, 153],
  ],
};
const LEFT_EYE: Opening = {
  corners: [263, 362],
  pairs: [
    [387, 373],
    [385, 380],
  ],
};
/** The inner edge of the lips. */
const MOUTH: Opening = {
  corners: [78, 308],
  pairs: [
    [82, 87],
    [13, 14],
    [312, 317],
  ],
};

/** @param points 468 × (x, y, z), of one scale */
export function eyeAspectRatios(points: Float32Array): FaceMesh['eyes'] {
  return { right: openness(points, RIGHT_EYE), left: openness(points, LEFT_EYE) };
}

export function mouthAspectRatio(points: Float32Array): number {
  return openness(points, MOUTH);
}

/** In three dimensions, so that a head that turns does not seem to open its eyes. */
function openness(points: Float32Array, { corners, pairs }: Opening): number {
  const apart = ([a, b]: Pair) =>
    Math.hypot(...[0, 1, 2].map((axis) => points[3 * a + axis] - points[3 * b + axis]));
  return pairs.reduce((sum, pair) => sum + apart(pair), 0) / (pairs.length * apart(corners));
}
