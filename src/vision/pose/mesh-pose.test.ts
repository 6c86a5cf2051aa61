import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Pose } from '../../protocol';
import { poseOfMesh } from './mesh-pose';
import type { Vector } from './vector';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const poses = fc.record({ pitch: number(-85, 85), yaw: number(-85, 85), roll: number(-179, 179) });

/** Twelve places that lie in no plane, and one that weighs nothing. */
const HEAD = Float32Array.from({ length: 4 * 13 }, (_, i) =>
  i % 4 === 3 ? (i < 48 ? 0.1 + (i % 3) : 0) : ((i * 7919) % 61) / 16 - 1.875,
);

function turn(a: number, b: number, degrees: number): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [a * Math.cos(angle) - b * Math.sin(angle), a * Math.sin(angle) + b * Math.cos(angle)];
}

/** Turned by yaw, then pitch, then roll, as `Pose` says. */
function turned([x, y, z]: Vector, { pitch, yaw, roll }: Pose): Vector {
  const [afterYaw, depthAfterYaw] = turn(x, z, yaw);
  const [depth, down] = turn(depthAfterYaw, y, pitch);
  return [...turn(afterYaw, down, roll), depth];
}

/** As the canonical head is given: in a pose of its own that is pitch 2.8. */
const CANONICAL = HEAD.slice();
for (let i = 0; i < HEAD.length; i += 4) CANONICAL.set(turn(HEAD[i + 1], HEAD[i + 2], -2.8), i + 1);

function seen(pose: Pose, scale: number, shift: Vector, mirrored = false): Float32Array {
  const points = new Float32Array((HEAD.length / 4) * 3);
  for (let i = 0; 4 * i < HEAD.length; i++) {
    const [x, y, z] = turned([HEAD[4 * i], HEAD[4 * i + 1], HEAD[4 * i + 2]], pose);
    points.set([shift[0] + scale * x, shift[1] + scale * y, shift[2] + scale * (mirrored ? -z : z)], 3 * i);
  }
  return points;
}

it('finds the pose of a head, wherever and however large, and whatever a point of no weight says', () => {
  fc.assert(
    fc.property(poses, number(1, 100), number(-1000, 1000), (pose, scale, at) => {
      const points = seen(pose, scale, [at, -at, at]);
      points.set([1e4, -1e4, 1e4], points.length - 3);
      const found = poseOfMesh(points, CANONICAL);
      expect(found.pitch).toBeCloseTo(pose.pitch, 1);
      expect(found.yaw).toBeCloseTo(pose.yaw, 1);
      expect(Math.abs(((found.roll - pose.roll + 540) % 360) - 180)).toBeLessThan(0.1);
    }),
  );
});

it('has the signs of a pose', () => {
  // The nose, which is in front (z < 0), at the right; the chin, which is below, in front; the left eye, at the right, below.
  const axes = Float32Array.of(0, 0, -1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1);
  const at = (nose: Vector, chin: Vector, eye: Vector) =>
    poseOfMesh(Float32Array.of(...nose, ...chin, ...eye, 0, 0, 0), axes);
  expect(at([0.3, 0, -0.9], [0, 1, 0], [0.9, 0, 0.3]).yaw).toBeGreaterThan(10);
  expect(at([0, -0.3, -0.9], [0, 0.9, -0.3], [1, 0, 0]).pitch).toBeGreaterThan(10);
  expect(at([0, 0, -1], [-0.3, 0.9, 0], [0.9, 0.3, 0]).roll).toBeGreaterThan(10);
});

it('is zero for points in one plane, on one line, in one place, mirrored, or no numbers', () => {
  const zero = { pitch: 0, yaw: 0, roll: 0 };
  const count = HEAD.length / 4;
  const poseOf = (of: (i: number) => Vector) =>
    poseOfMesh(
      Float32Array.from({ length: 3 * count }, (_, i) => of(Math.floor(i / 3))[i % 3]),
      CANONICAL,
    );
  expect(poseOf(() => [3, 4, 5])).toEqual(zero);
  expect(poseOf((i) => [i, 0, 0])).toEqual(zero);
  expect(poseOf((i) => [i, i * i, 0])).toEqual(zero);
  expect(poseOf(() => [Number.NaN, 0, 0])).toEqual(zero);
  expect(poseOfMesh(seen({ pitch: 10, yaw: 20, roll: 30 }, 1, [0, 0, 0], true), CANONICAL)).toEqual(zero);
});
