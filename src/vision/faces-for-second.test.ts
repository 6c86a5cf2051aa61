import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KeptFaces } from './faces-for-second';

const chip = (value: number) => Float32Array.of(value);
const chips = (count: number, value = 1) => Array.from({ length: count }, () => chip(value));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('has the faces of a call in their order, until they are released', () => {
  const kept = new KeptFaces();
  kept.keep('a', [chip(1), undefined, chip(3)]);
  expect([0, 1, 2, 3].map((face) => kept.chip('a', face)?.[0])).toEqual([1, undefined, 3, undefined]);
  expect(kept.chip('b', 0)).toBeUndefined();
  kept.release('a');
  expect(kept.chip('a', 0)).toBeUndefined();
});

it('keeps 64 faces at most: the latest calls, and of one call the first', () => {
  const kept = new KeptFaces();
  for (let call = 0; call < 40; call++) kept.keep(`${call}`, chips(2));
  expect(kept.chip('7', 0)).toBeUndefined();
  expect(kept.chip('8', 1)).toBeDefined();
  kept.keep('crowd', chips(100));
  expect(kept.chip('crowd', 63)).toBeDefined();
  expect(kept.chip('crowd', 64)).toBeUndefined();
  expect(kept.chip('39', 0)).toBeUndefined();
});

it('forgets by itself what nobody releases, and no later call of that name', () => {
  const kept = new KeptFaces();
  kept.keep('a', chips(1));
  vi.advanceTimersByTime(119_000);
  expect(kept.chip('a', 0)).toBeDefined();
  kept.keep('a', chips(1, 2));
  vi.advanceTimersByTime(119_000);
  expect(kept.chip('a', 0)?.[0]).toBe(2);
  vi.advanceTimersByTime(1_000);
  expect(kept.chip('a', 0)).toBeUndefined();
});
