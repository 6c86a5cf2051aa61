import { expect, it } from 'vitest';
import { pointsOf } from './points';

const THRESHOLDS = [0.01, 0.3, 0.5, 0.72, 0.99];
const scores = Array.from({ length: 2001 }, (_, i) => i / 2000);

it.each(THRESHOLDS)('is above 87 exactly where the score is above %s', (threshold) => {
  for (const score of [...scores, threshold, threshold + 1e-9, threshold - 1e-9]) {
    expect(pointsOf(score, threshold) > 87, String(score)).toBe(score > threshold);
  }
  expect(pointsOf(threshold, threshold)).toBe(87);
});

it.each(THRESHOLDS)('rises from 0 to 100 in whole numbers, with a threshold of %s', (threshold) => {
  const points = scores.map((score) => pointsOf(score, threshold));
  expect(points.every((value, i) => Number.isInteger(value) && value >= (points[i - 1] ?? 0))).toBe(true);
  expect([points[0], points.at(-1)]).toEqual([0, 100]);
  expect(new Set(points).size).toBeGreaterThan(20);
});
