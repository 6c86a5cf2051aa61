import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LandmarkName, Point, Pose } from '../../protocol';
import { landmarks } from '../../protocol/testing';
import { HEAD, poseOf } from './landmark-pose';

type Landmarks = Record<LandmarkName, Point>;

/** The mean of 2,220 people's landmarks (their sizes made equal), for an eye distance of 100 px. */
const MEAN: Landmarks = {
  rightEye: { x: 100, y: 100 },
  leftEye: { x: 200, y: 100 },
  noseTip: { x: 150, y: 155 },
  mouthCenter: { x: 150, y: 209 },
  rightEarTragion: { x: 45, y: 127 },
  leftEarTragion: { x: 255, y: 127 },
};

const MIRRORED: Record<LandmarkName, LandmarkName> = {
  rightEye: 'leftEye',
  leftEye: 'rightEye',
  noseTip: 'noseTip',
  mouthCenter: 'mouthCenter',
  rightEarTragion: 'leftEarTragion',
  leftEarTragion: 'rightEarTragion',
};

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Faces that no rigid head would show: every landmark off by up to a quarter of the eye distance. */
const odd = fc
  .array(fc.tuple(number(-25, 25), number(-25, 25)), { minLength: 6, maxLength: 6 })
  .map((offsets) => {
    const left = [...offsets];
    return landmarks((name) => {
      const [dx, dy] = left.shift() ?? [0, 0];
      return { x: MEAN[name].x + dx, y: MEAN[name].y + dy };
    });
  });

const poses = fc.record({ pitch: number(-60, 60), yaw: number(-80, 80), roll: number(-180, 180) });

function moved(face: Landmarks, changes: Partial<Record<LandmarkName, Partial<Point>>>): Landmarks {
  return landmarks((name) => ({
    x: face[name].x + (changes[name]?.x ?? 0),
    y: face[name].y + (changes[name]?.y ?? 0),
  }));
}

/** As the picture shows it after a clockwise turn about (0, 0). */
function turned(face: Landmarks, degrees: number): Landmarks {
  return landmarks((name) => {
    const [x, y] = turn(face[name].x, face[name].y, degrees);
    return { x, y };
  });
}

function turn(a: number, b: number, degrees: number): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [a * Math.cos(angle) - b * Math.sin(angle), a * Math.sin(angle) + b * Math.cos(angle)];
}

/** HEAD in that pose as a distant camera sees it. */
function seen({ pitch, yaw, roll }: Pose, scale = 1, shift: Point = { x: 0, y: 0 }): Landmarks {
  return landmarks((name) => {
    const [x, y, z] = HEAD[name];
    // The nose (z < 0) goes to the right, then the chin (y > 0) towards the viewer.
    const [afterYawX, afterYawZ] = turn(x, z, yaw);
    const [, afterPitchY] = turn(afterYawZ, y, pitch);
    const [right, down] = turn(afterYawX, afterPitchY, roll);
    return { x: scale * right + shift.x, y: scale * down + shift.y };
  });
}

function expectPose(found: Pose, expected: Pose, digits = 6) {
  expect(found.pitch).toBeCloseTo(expected.pitch, digits);
  expect(found.yaw).toBeCloseTo(expected.yaw, digits);
  expect(Math.abs(apart(found.roll, expected.roll))).toBeCloseTo(0, digits);
}

/** Of two directions, −180…180. */
function apart(a: number, b: number): number {
  return ((((a - b + 180) % 360) + 360) % 360) - 180;
}

it('calls the mean face straight', () => {
  const { pitch, yaw, roll } = poseOf(MEAN);
  expect(Math.abs(pitch)).toBeLessThan(0.5);
  expect(yaw).toBeCloseTo(0, 9);
  expect(roll).toBeCloseTo(0, 9);
});

it('yaw is positive when nose and mouth lie farther right in the picture and the ears farther left than in the mean face', () => {
  const changes = {
    noseTip: { x: 15 },
    mouthCenter: { x: 10 },
    rightEarTragion: { x: -15 },
    leftEarTragion: { x: -15 },
  };
  const { pitch, yaw, roll } = poseOf(moved(MEAN, changes));
  expect(yaw).toBeGreaterThan(5);
  expect(yaw).toBeLessThan(30);
  expect(Math.abs(pitch)).toBeLessThan(3);
  expect(Math.abs(roll)).toBeLessThan(3);
});

it('pitch is positive when nose and mouth are higher and the ears lower than in the mean face', () => {
  const changes = {
    noseTip: { y: -15 },
    mouthCenter: { y: -10 },
    rightEarTragion: { y: 20 },
    leftEarTragion: { y: 20 },
  };
  const { pitch, yaw, roll } = poseOf(moved(MEAN, changes));
  expect(pitch).toBeGreaterThan(5);
  expect(pitch).toBeLessThan(30);
  expect(yaw).toBeCloseTo(0, 9);
  expect(roll).toBeCloseTo(0, 9);
});

it("roll is positive when the subject's left eye, on the right in the picture, is the lower one", () => {
  expect(poseOf(turned(MEAN, 25)).roll).toBeCloseTo(25, 9);
});

it('finds the pose that a distant camera saw, wherever and however large', () => {
  fc.assert(
    fc.property(poses, number(1, 3000), number(-5000, 5000), number(-5000, 5000), (pose, scale, x, y) => {
      expectPose(poseOf(seen(pose, scale, { x, y })), pose);
    }),
  );
});

it('a mirrored face has the opposite yaw and roll and the same pitch', () => {
  fc.assert(
    fc.property(odd, number(-180, 180), (face, degrees) => {
      const there = turned(face, degrees);
      const mirrored = landmarks((name) => {
        const { x, y } = there[MIRRORED[name]];
        return { x: 640 - x, y };
      });
      const { pitch, yaw, roll } = poseOf(there);
      expectPose(poseOf(mirrored), { pitch, yaw: -yaw, roll: -roll });
    }),
  );
});

it('turning the picture adds to roll alone', () => {
  fc.assert(
    fc.property(odd, number(-180, 180), (face, degrees) => {
      const { pitch, yaw, roll } = poseOf(face);
      expectPose(poseOf(turned(face, degrees)), { pitch, yaw, roll: roll + degrees });
    }),
  );
});

it('moves by a few degrees at most when every landmark moves by a hundredth of the eye distance', () => {
  const step = fc.record({ x: number(-0.01, 0.01), y: number(-0.01, 0.01) });
  const steps = fc.array(step, { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(poses, steps, (pose, by) => {
      const face = seen(pose);
      const names = Object.keys(face);
      const near = moved(face, Object.fromEntries(names.map((name, i) => [name, by[i]])));
      const found = poseOf(near);
      expect(Math.abs(found.pitch - pose.pitch)).toBeLessThan(4);
      expect(Math.abs(found.yaw - pose.yaw)).toBeLessThan(4);
      expect(Math.abs(apart(found.roll, pose.roll))).toBeLessThan(4);
    }),
  );
});

it('is zero for landmarks in one place or on one line', () => {
  const zero = { pitch: 0, yaw: 0, roll: 0 };
  for (let i = 1; i < 100; i++) expect(poseOf(landmarks(() => ({ x: i / 7, y: 1e5 / i })))).toEqual(zero);
  fc.assert(
    fc.property(odd, number(-180, 180), (face, degrees) => {
      const line = turned(
        landmarks((name) => ({ x: face[name].x, y: 0 })),
        degrees,
      );
      expect(poseOf(line)).toEqual(zero);
    }),
  );
});

it('reaches 90° of yaw and pitch, at any roll', () => {
  for (let roll = -180; roll <= 180; roll++) {
    expect(poseOf(seen({ pitch: 0, yaw: 90, roll })).yaw).toBeCloseTo(90, 4);
    expect(poseOf(seen({ pitch: 0, yaw: -90, roll })).yaw).toBeCloseTo(-90, 4);
    expect(poseOf(seen({ pitch: 90, yaw: 0, roll })).pitch).toBeCloseTo(90, 4);
  }
});

it('stays within its ranges for any landmarks', () => {
  const point = fc.record({ x: number(-1e4, 1e4), y: number(-1e4, 1e4) });
  fc.assert(
    fc.property(fc.array(point, { minLength: 6, maxLength: 6 }), (points) => {
      const left = [...points];
      const { pitch, yaw, roll } = poseOf(landmarks(() => left.shift() ?? { x: 0, y: 0 }));
      expect(Math.abs(pitch)).toBeLessThanOrEqual(90);
      expect(Math.abs(yaw)).toBeLessThanOrEqual(90);
      expect(Math.abs(roll)).toBeLessThanOrEqual(180);
    }),
  );
});
