import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import manifest from '../../models/manifest.json';
import type { Calibration } from '../protocol';
import { confidenceOf } from './calibration';

const MEASURED: readonly { readonly id: string; readonly calibration: Calibration }[] = (
  manifest.embedders as unknown as { id: string; calibration: Calibration }[]
).map(({ id, calibration }) => ({ id, calibration }));

describe.each(MEASURED)('confidence of $id', ({ calibration }) => {
  const { points } = calibration;
  const compared = fc.integer({ min: 1, max: 20 });
  const similarity = fc.double({ min: -1, max: 1, noNaN: true });

  it.each([
    [1e-1, 50],
    [1e-3, 70],
    [1e-4, 80],
    [1e-5, 90],
  ])('FMR %f is %d', (fmr, confidence) => {
    const point = points.find((each) => Math.abs(Math.log10(each.fmr) - Math.log10(fmr)) < 1e-6);
    expect(confidenceOf(point?.similarity ?? Number.NaN, 1, calibration)).toBeCloseTo(confidence, 4);
  });

  it('rises strictly and stays between 0 and 100, whatever the number of faces', () => {
    fc.assert(
      fc.property(similarity, similarity, compared, (a, b, n) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const [below, above] = [confidenceOf(low, n, calibration), confidenceOf(high, n, calibration)];
        expect(below).toBeGreaterThanOrEqual(0);
        expect(above).toBeLessThanOrEqual(100);
        if (high - low > 1e-9) expect(above).toBeGreaterThan(below);
      }),
    );
  });

  it('is 0 at −1 and 100 at 1 only, also when rounding passes 1', () => {
    for (const n of [1, 5, 20]) {
      expect(confidenceOf(-1, n, calibration)).toBe(0);
      expect(confidenceOf(1, n, calibration)).toBe(100);
      expect(confidenceOf(1.0000001, n, calibration)).toBe(100);
      expect(confidenceOf(1 - 1e-6, n, calibration)).toBeLessThan(100);
    }
  });

  it('is continuous at every measured point', () => {
    for (const { similarity: s } of points) {
      for (const n of [1, 20]) {
        expect(confidenceOf(s + 1e-9, n, calibration)).toBeCloseTo(confidenceOf(s - 1e-9, n, calibration), 3);
      }
    }
  });

  it('asks more of each face when more faces are compared', () => {
    const s = points[8].similarity;
    expect(confidenceOf(s, 10, calibration)).toBeCloseTo(confidenceOf(s, 1, calibration) - 10, 6);
  });
});
