import { expect, it } from 'vitest';
import { toHalves } from './half';

it.each([
  [0, 0x0000],
  [-0, 0x8000],
  [1, 0x3c00],
  [-2.5, 0xc100],
  [65_504, 0x7bff],
  [2 ** -14, 0x0400],
  [2 ** -24, 0x0001],
  [2 ** -26, 0x0000],
  // One of two as near: the even one.
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  // Up to the next power of two, also from below the normal ones.
  [2 - 2 ** -12, 0x4000],
  [2 ** -14 - 2 ** -26, 0x0400],
])('%d is stored as the nearest half', (value, stored) => {
  expect([...toHalves(Float64Array.of(value))]).toEqual([stored]);
});

it.each([65_520, Number.POSITIVE_INFINITY, Number.NaN])('%d has none', (value) => {
  expect(() => toHalves(Float64Array.of(value))).toThrow(RangeError);
});
