import { expect, it } from 'vitest';
import type { DetectedFace } from '../../../src/protocol';
import { type CopyPlan, type Cover, faceSize, planCopy } from './geometry';
import { DEGRADATIONS, type Degradation, degradedKey } from './kinds';

const PICTURE = { width: 300, height: 200 };

/** Upright, eyes 40 px apart and 44 px above the mouth. */
const FACE: DetectedFace = {
  box: { x: 100, y: 60, width: 90, height: 100 },
  score: 0.95,
  landmarks: {
    rightEye: { x: 130, y: 96 },
    leftEye: { x: 170, y: 96 },
    noseTip: { x: 150, y: 118 },
    mouthCenter: { x: 150, y: 140 },
    rightEarTragion: { x: 105, y: 100 },
    leftEarTragion: { x: 195, y: 100 },
  },
};

/** FACE turned clockwise by a quarter about the picture's origin. */
const LYING: DetectedFace = {
  ...FACE,
  landmarks: Object.fromEntries(
    Object.entries(FACE.landmarks).map(([name, { x, y }]) => [name, { x: -y, y: x }]),
  ) as unknown as DetectedFace['landmarks'],
};

const plan = (part: Omit<Degradation, 'group' | 'name'>, face = FACE) =>
  planCopy(PICTURE, face, { group: 'colour', name: 'tried', ...part });

function moved({ transform: [a, b, c, d, e, f] }: CopyPlan, x: number, y: number) {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** Is the point below the cover? */
function covers({ x, y, width, height, angle }: Cover, point: { x: number; y: number }): boolean {
  const [dx, dy] = [point.x - x, point.y - y];
  const across = dx * Math.cos(angle) + dy * Math.sin(angle);
  const down = dy * Math.cos(angle) - dx * Math.sin(angle);
  return Math.abs(across) <= width / 2 && Math.abs(down) <= height / 2;
}

function coverOf(cover: 'mask' | 'glasses', face: DetectedFace): Cover {
  const { cover: placed } = plan({ cover }, face);
  if (!placed) throw new Error('nothing is covered');
  return placed;
}

it('turns clockwise about the centre and keeps the whole picture', () => {
  const turned = plan({ degrees: 30 });
  expect(turned).toMatchObject({ width: 360, height: 324 });
  const centre = moved(turned, 150, 100);
  expect(centre.x).toBeCloseTo(180, 9);
  expect(centre.y).toBeCloseTo(162, 9);
  // The right edge's middle goes down.
  expect(moved(turned, 300, 100).y - centre.y).toBeCloseTo(150 * Math.sin(Math.PI / 6), 9);
  for (const degrees of [-30, -15, 15, 30]) {
    const each = plan({ degrees });
    for (const [x, y] of [
      [0, 0],
      [300, 0],
      [0, 200],
      [300, 200],
    ]) {
      const corner = moved(each, x, y);
      expect(corner.x).toBeGreaterThanOrEqual(-1e-9);
      expect(corner.x).toBeLessThanOrEqual(each.width + 1e-9);
      expect(corner.y).toBeGreaterThanOrEqual(-1e-9);
      expect(corner.y).toBeLessThanOrEqual(each.height + 1e-9);
    }
  }
});

it("gives the box's longer edge the size asked for", () => {
  expect(faceSize(FACE)).toBe(100);
  const small = plan({ facePx: 40 });
  expect(small).toMatchObject({ width: 120, height: 80 });
  expect(moved(small, 100, 60)).toEqual({ x: 40, y: 24 });
  expect(plan({ facePx: 1000 })).toMatchObject({ width: 3000, height: 2000 });
});

it('mirrors left and right', () => {
  const mirrored = plan({ mirrored: true });
  expect(mirrored).toMatchObject(PICTURE);
  expect(moved(mirrored, 10, 20)).toEqual({ x: 290, y: 20 });
});

it.each([
  ['upright', FACE],
  ['lying', LYING],
] as const)('covers nose, mouth and chin with a mask, and the eyes with glasses: %s face', (_, face) => {
  const { landmarks } = face;
  const mask = coverOf('mask', face);
  const glasses = coverOf('glasses', face);
  for (const name of ['noseTip', 'mouthCenter'] as const) {
    expect(covers(mask, landmarks[name])).toBe(true);
    expect(covers(glasses, landmarks[name])).toBe(false);
  }
  for (const name of ['rightEye', 'leftEye'] as const) {
    expect(covers(mask, landmarks[name])).toBe(false);
    expect(covers(glasses, landmarks[name])).toBe(true);
  }
  const { noseTip, mouthCenter } = landmarks;
  const chin = { x: 2 * mouthCenter.x - noseTip.x, y: 2 * mouthCenter.y - noseTip.y };
  expect(covers(mask, chin)).toBe(true);
});

it('puts the mask where nose and mouth are in a face that looks aside', () => {
  const { landmarks } = FACE;
  const aside = {
    ...FACE,
    landmarks: { ...landmarks, noseTip: { x: 172, y: 118 }, mouthCenter: { x: 166, y: 140 } },
  };
  expect(coverOf('mask', aside).x).toBe(169);
});

it('has a name of its own for every degradation', () => {
  const keys = DEGRADATIONS.map((each) => degradedKey('ann/1.jpg', each));
  expect(new Set(keys).size).toBe(DEGRADATIONS.length);
  expect(keys[0]).toBe('ann/1.jpg: rotated by −30°');
});
