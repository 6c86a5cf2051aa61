import type { LandmarkName, Point, Pose } from '../../protocol';
import { anglesOf } from './angles';
import { add, dot, scaled, type Vector } from './vector';

const EAR = { x: 1.053, y: 0.272, z: 1.118 };

/**
 * Where the detector's landmarks lie on a head, in eye distances from the middle between the eyes: the mean of
 * 2,220 people, measured on what the engine found in their photos (docs/decisions/006). Seen along z it is their
 * mean picture, which defines pitch 0.
 */
export const HEAD: Readonly<Record<LandmarkName, Vector>> = {
  rightEye: [-0.5, 0, 0],
  leftEye: [0.5, 0, 0],
  noseTip: [0, 0.544, -0.759],
  mouthCenter: [0, 1.073, -0.421],
  rightEarTragion: [-EAR.x, EAR.y, EAR.z],
  leftEarTragion: [EAR.x, EAR.y, EAR.z],
};

/** px², and per px² of a larger face: landmarks that span less lie on one line or in one place, up to rounding. */
const SMALLEST_AREA = 1e-9;

const SHARES = sharesOf(HEAD);

/**
 * Which way the face looks, from where its landmarks lie: HEAD under a rotation, a scale and a shift
 * (scaled-orthographic projection), least squares over six landmarks of equal weight. The least-squares affine map
 * is made a rotation by its polar decomposition. 0, 0, 0 for landmarks on one line or in one place; no pose is ever
 * NaN. Continuous elsewhere, but for roll's step at ±180 and for faces seen from right above or below.
 */
export function poseOf(landmarks: Readonly<Record<LandmarkName, Point>>): Pose {
  let across: Vector = [0, 0, 0];
  let down: Vector = [0, 0, 0];
  for (const [name, share] of Object.entries(SHARES)) {
    const { x, y } = landmarks[name as LandmarkName];
    across = add(across, share, x);
    down = add(down, share, y);
  }
  const rows = orthonormal(across, down);
  return rows === undefined ? { pitch: 0, yaw: 0, roll: 0 } : anglesOf(...rows);
}

/** The orthonormal pair nearest to a and b, (A·Aᵀ)^(−1/2)·A with the root of a 2×2 matrix in closed form. */
function orthonormal(a: Vector, b: Vector): readonly [Vector, Vector] | undefined {
  const aa = dot(a, a);
  const ab = dot(a, b);
  const bb = dot(b, b);
  // √(aa·bb − ab²), but exact to the last digits where the two are nearly parallel.
  const area = Math.hypot(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]);
  if (!(area > SMALLEST_AREA * Math.max(1, aa + bb))) return undefined;
  const divisor = area * Math.sqrt(aa + bb + 2 * area);
  return [
    add(scaled(a, (bb + area) / divisor), b, -ab / divisor),
    add(scaled(b, (aa + area) / divisor), a, -ab / divisor),
  ];
}

/**
 * What each landmark's coordinate adds to the affine map: the rows of X·(XᵀX)⁻¹ for the centred head X. They add up
 * to 0, so that the face's place does not matter. XᵀX has no products of x with y or z: the head is symmetric.
 */
function sharesOf(head: typeof HEAD): Readonly<Record<LandmarkName, Vector>> {
  const points = Object.values(head);
  const middle = scaled(
    points.reduce((sum, point) => add(sum, point, 1), [0, 0, 0]),
    1 / points.length,
  );
  const centred = Object.entries(head).map(([name, point]) => [name, add(point, middle, -1)] as const);
  const sum = (a: 0 | 1 | 2, b: 0 | 1 | 2) => centred.reduce((s, [, p]) => s + p[a] * p[b], 0);
  const [xx, yy, yz, zz] = [sum(0, 0), sum(1, 1), sum(1, 2), sum(2, 2)];
  const determinant = yy * zz - yz * yz;
  const share = ([x, y, z]: Vector): Vector => [
    x / xx,
    (zz * y - yz * z) / determinant,
    (yy * z - yz * y) / determinant,
  ];
  return Object.fromEntries(centred.map(([name, point]) => [name, share(point)])) as Record<
    LandmarkName,
    Vector
  >;
}
