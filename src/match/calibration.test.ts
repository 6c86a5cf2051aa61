import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import manifest from '../../models/manifest.json';
import type { Calibration } from '../protocol';
import { confidenceOf, confidenceScale } from './calibration';

const MEASURED: readonly { readonly id: string; readonly calibration: Calibration }[] = (
  manifest.embedders as unknown as { id: string; calibration: Calibration }[]
).map(({ id, calibration }) => ({ id, calibration }));

describe.each(MEASURED)('confidence of $id', ({ calibration }) => {
  const { points } = calibration;
  const faces = fc.integer({ min: 1, max: 20 });
  const similarity = fc.double({ min: -1, max: 1, noNaN: true });
  const one = (s: number) => confidenceOf({ pooled: s, best: s, faces: 1 }, calibration);
  /** With a best face that is no copy. */
  const mean = (s: number, n: number) => confidenceOf({ pooled: s, best: -1, faces: n }, calibration);

  it.each([
    [1e-1, 50],
    [1e-3, 70],
    [1e-4, 80],
    [1e-5, 90],
  ])('FMR %f is %d, for one face and for the mean of many', (fmr, confidence) => {
    const point = points.find((each) => Math.abs(Math.log10(each.fmr) - Math.log10(fmr)) < 1e-6);
    expect(one(point?.similarity ?? Number.NaN)).toBeCloseTo(confidence, 4);
    expect(mean(point?.pooled ?? Number.NaN, 1e9)).toBeCloseTo(confidence, 4);
  });

  it('has a confidence for every rate: that of the scale where it was measured, and below it one that rises to 100', () => {
    const { confidenceAt } = confidenceScale(calibration);
    expect(confidenceAt(1)).toBe(40);
    for (const [fmr, confidence] of [
      [1e-3, 70],
      [1e-5, 90],
    ])
      expect(confidenceAt(fmr)).toBeCloseTo(confidence, 4);
    const rates = Array.from({ length: 40 }, (_, i) => 10 ** (-5 - i / 4));
    const beyond = rates.map(confidenceAt);
    expect(beyond).toEqual([...beyond].sort((a, b) => a - b));
    expect(beyond[beyond.length - 1]).toBeLessThanOrEqual(100);
    // As many times rarer as from 1e-4 to 1e-5, as much more alike.
    const [at4, at5] = [80, 90].map((confidence) => confidenceScale(calibration).pooledAt(confidence, 1));
    const at6 = confidenceScale(calibration).pooledAt(confidenceAt(1e-6), 1);
    expect(at6 - at5).toBeCloseTo(at5 - at4, 4);
  });

  it('rises strictly with the mean and stays between 0 and 100, whatever the number of faces', () => {
    fc.assert(
      fc.property(similarity, similarity, similarity, faces, (a, b, best, n) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(high - low > 1e-9 && best < 0.999);
        const below = confidenceOf({ pooled: low, best, faces: n }, calibration);
        const above = confidenceOf({ pooled: high, best, faces: n }, calibration);
        expect(below).toBeGreaterThanOrEqual(0);
        expect(above).toBeLessThanOrEqual(100);
        // Within what rounding leaves of 1, all is 100.
        if (low < 1 - 1e-5) expect(above).toBeGreaterThan(below);
      }),
    );
  });

  it('never falls when the best face is more alike', () => {
    fc.assert(
      fc.property(similarity, similarity, similarity, faces, (a, b, pooled, n) => {
        const low = confidenceOf({ pooled, best: Math.min(a, b), faces: n }, calibration);
        const high = confidenceOf({ pooled, best: Math.max(a, b), faces: n }, calibration);
        expect(high).toBeGreaterThanOrEqual(low);
      }),
    );
  });

  it('is 0 at −1, exactly 100 for an identical photo despite rounding, and less for any other', () => {
    expect(one(-1)).toBe(0);
    for (const s of [1, 1.0000001, 0.9999999]) {
      expect(one(s)).toBe(100);
      for (const n of [2, 5, 20]) {
        expect(confidenceOf({ pooled: 0.9, best: s, faces: n }, calibration)).toBe(100);
      }
    }
    expect(one(1 - 1e-5)).toBeLessThan(100);
    expect(confidenceOf({ pooled: 0.9, best: 1 - 1e-5, faces: 5 }, calibration)).toBeLessThan(100);
  });

  it('takes what rounding leaves beyond ±1 for it, and no NaN', () => {
    expect(one(-1.0000001)).toBe(0);
    expect(() => one(Number.NaN)).toThrow(RangeError);
    expect(() => confidenceOf({ pooled: 0.5, best: Number.NaN, faces: 2 }, calibration)).toThrow(RangeError);
  });

  it('leaves the measured range alone: a best face that different photos reach changes nothing', () => {
    const last = points[points.length - 1];
    for (const n of [2, 20]) {
      expect(confidenceOf({ pooled: 0.2, best: last.pooled, faces: n }, calibration)).toBe(mean(0.2, n));
    }
  });

  it('is continuous at every point of the curve', () => {
    for (const point of points) {
      for (const n of [1, 20]) {
        const s = point.similarity + (point.pooled - point.similarity) * (1 - 1 / n);
        expect(mean(s + 1e-9, n)).toBeCloseTo(mean(s - 1e-9, n), 3);
      }
    }
  });

  it('asks more of a mean the more faces it has', () => {
    for (const { similarity: s } of points) {
      expect(mean(s, 5)).toBeLessThanOrEqual(mean(s, 2));
      expect(mean(s, 20)).toBeLessThanOrEqual(mean(s, 5));
    }
  });
});
