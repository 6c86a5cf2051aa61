import { expect, it } from 'vitest';
import { median, quantile } from '.';

it('gives the value below which a share of the numbers lies, between two of them by interpolation', () => {
  expect([0, 0.01, 0.5, 1].map((share) => quantile([3, 1, 2, 4], share))).toEqual([1, 1.03, 2.5, 4]);
  expect(median([5, 1, 3])).toBe(3);
});

it('has none for no numbers', () => {
  expect(median([])).toBeNaN();
});
