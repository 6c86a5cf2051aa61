import { expect, it } from 'vitest';
import type { FaceQuality } from '../../../src';
import { DAMAGES, type Seen } from './kinds';
import { binTable, damageTable, honestTables, reasonsAgainst, type Trial } from './report';

const GOOD: FaceQuality = {
  eyeDistance: 60,
  blur: 0.03,
  brightness: 120,
  contrast: 120,
  black: 0,
  white: 0,
  pose: { pitch: 0, yaw: 0, roll: 0 },
  score: 0.95,
  visible: 1,
};
const seen = (template: number[], quality: Partial<FaceQuality> = {}) =>
  ({ template, quality: { ...GOOD, ...quality } }) as Seen;

/** Three people whose photos are axes; the second copy is not found, the third looks like the first person. */
const [plain] = DAMAGES;
const trials: Trial[] = [
  { damage: plain, person: 'ann', copy: seen([1, 0, 0]), other: seen([1, 0, 0]) },
  { damage: plain, person: 'bob', copy: null, other: seen([0, 1, 0]) },
  { damage: plain, person: 'eve', copy: seen([1, 0, 0], { blur: 0.3 }), other: seen([0, 0, 1]) },
];

it('counts misses, false matches and refusals of a damage among the copies that were found', () => {
  const [, , line] = damageTable(trials, 0.5).split('\n');
  // Not found 1, refused 1, missed 1 of 2, matched 1 of the 4 comparisons with other people.
  expect(line).toMatch(/^\| as it is \| \| 1 \| 1 \| 1 of 2: 50 % .* \| 2\.5e-1 \(1\) \|$/);
});

it('says what the gate of enrolment has against a face, and how many honest photos that is', () => {
  expect(reasonsAgainst(GOOD)).toEqual([]);
  expect(reasonsAgainst({ ...GOOD, blur: 0.3, eyeDistance: 5 })).toEqual(['too_small', 'blurred']);
  expect(honestTables([GOOD, { ...GOOD, blur: 0.3 }])).toContain('| blurred | 1 of 2: 50 %');
});

it('sorts pairs into bins by value', () => {
  const pairs = [5, 15, 25].map((value) => ({ value, similarity: value === 15 ? 0.1 : 0.9 }));
  expect(binTable(pairs, [0, 10, 20], 0.5).split('\n').slice(2)).toEqual([
    '| 0–10 | 0 of 1: 0 % (0–79) |',
    '| 10–20 | 1 of 1: 100 % (21–100) |',
    '| 20 and more | 0 of 1: 0 % (0–79) |',
  ]);
});
