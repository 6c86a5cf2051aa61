import { expect, test } from 'vitest';
import type { FaceQuality } from '../../src';
import { qualityWords } from './quality-words';

const GOOD: FaceQuality = {
  eyeDistance: 48.7,
  blur: 0.03,
  brightness: 130,
  contrast: 120,
  black: 0,
  white: 0,
  pose: { pitch: 5, yaw: -5, roll: 90 },
  score: 0.9,
  visible: 1,
};
const BEGIN = 'face 48 px between the eyes, ';

test('a good photo is called so', () => {
  expect(qualityWords(GOOD)).toBe(`${BEGIN}sharp, well lit`);
});

test.each<[Partial<FaceQuality>, string]>([
  [{ blur: 0.06 }, 'slightly blurred, well lit'],
  [{ blur: 0.08 }, 'blurred, well lit'],
  [{ brightness: 20, contrast: 20 }, 'sharp, dark'],
  [{ white: 0.5 }, 'sharp, too bright'],
  [{ contrast: 20 }, 'sharp, low contrast'],
  [{ pose: { pitch: 0, yaw: -30, roll: 0 } }, 'sharp, well lit, turned aside'],
  [{ pose: { pitch: 35, yaw: 0, roll: 0 } }, 'sharp, well lit, looking up'],
  [{ pose: { pitch: -35, yaw: 0, roll: 0 } }, 'sharp, well lit, looking down'],
  [{ visible: 0.7, score: 0.6 }, 'sharp, well lit, cut off, perhaps covered'],
])('%j is said in words', (worse, words) => {
  expect(qualityWords({ ...GOOD, ...worse })).toBe(BEGIN + words);
});

test('a small face is called so', () => {
  expect(qualityWords({ ...GOOD, eyeDistance: 12.9 })).toBe(
    'face 12 px between the eyes, small, sharp, well lit',
  );
});
