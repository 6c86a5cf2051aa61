import type { Pose } from '../../protocol';
import { anglesOf } from './angles';
import { add, cross, dot, scaled, type Vector } from './vector';

type Matrix = readonly [Vector, Vector, Vector];

/**
 * Pitch of a head that lies as the canonical one does, degrees: people in news photos, who define pitch 0 (docs/decisions/006), look that
 * much further down. The mean difference to the landmarks' pose (docs/decisions/056).
 */
const TILT_DEG = 2.8;

/** Each step squares the error, once it is small. */
const STEPS = 12;

/** A point where it was seen, where it lies on the canonical head, and how much it counts. */
interface Pair {
  readonly seen: Vector;
  readonly known: Vector;
  readonly weight: number;
}

/**
 * Which way a head looks: the rotation of the similarity that lays the canonical head onto the points (weighted least squares: Procrustes).
 * 0, 0, 0 for points that lie in one plane or on one line.
 *
 * @param points [468, 3], of one scale
 * @param canonical [468, 4]: place on the canonical head, and weight
 */
export function poseOfMesh(points: Float32Array, canonical: Float32Array): Pose {
  const rotation = nearestRotation(covariance(pairsOf(points, canonical)));
  return rotation === undefined
    ? { pitch: 0, yaw: 0, roll: 0 }
    : anglesOf(tilted(rotation[0]), tilted(rotation[1]));
}

/** A row of the rotation from the mean head, which is the canonical one nodded by the tilt. */
function tilted([x, y, z]: Vector): Vector {
  const angle = (TILT_DEG * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [x, y * cos - z * sin, y * sin + z * cos];
}

function pairsOf(points: Float32Array, canonical: Float32Array): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; 3 * i < points.length; i++) {
    const weight = canonical[4 * i + 3];
    if (weight > 0) pairs.push({ seen: at(points, 3 * i), known: at(canonical, 4 * i), weight });
  }
  return pairs;
}

function at(numbers: Float32Array, i: number): Vector {
  return [numbers[i], numbers[i + 1], numbers[i + 2]];
}

/** Σ weight · seen · knownᵀ, both counted from their means. */
function covariance(pairs: readonly Pair[]): Matrix {
  const total = pairs.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: 'seen' | 'known') =>
    pairs.reduce<Vector>((sum, pair) => add(sum, pair[of], pair.weight / total), [0, 0, 0]);
  const [seen, known] = [mean('seen'), mean('known')];
  return pairs.reduce<Matrix>(
    (rows, pair) => {
      const [x, y, z] = add(pair.seen, seen, -1);
      const there = add(pair.known, known, -1);
      const times = pair.weight;
      return [add(rows[0], there, times * x), add(rows[1], there, times * y), add(rows[2], there, times * z)];
    },
    [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  );
}

/**
 * The rotation of a matrix's polar decomposition, by Newton's iteration X ← (X + X⁻ᵀ) / 2 (Higham 1986), scaled at each step. Undefined for
 * one that has none: of a mirrored or a flat cloud of points.
 */
function nearestRotation(matrix: Matrix): Matrix | undefined {
  let rows = matrix;
  for (let step = 0; step < STEPS; step++) {
    const [a, b, c] = rows;
    const cofactors: Matrix = [cross(b, c), cross(c, a), cross(a, b)];
    const determinant = dot(a, cofactors[0]);
    const size = Math.sqrt(norm(cofactors) / determinant / norm(rows));
    if (!(determinant > 0 && size > 0 && Number.isFinite(size))) return undefined;
    const row = (i: 0 | 1 | 2) => add(scaled(rows[i], size / 2), cofactors[i], 1 / (2 * size * determinant));
    rows = [row(0), row(1), row(2)];
  }
  return rows;
}

function norm([a, b, c]: Matrix): number {
  return Math.sqrt(dot(a, a) + dot(b, b) + dot(c, c));
}
