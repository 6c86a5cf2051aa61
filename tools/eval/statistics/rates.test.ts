import fc from 'fast-check';
import { expect, it } from 'vitest';
import { binsOf, histogram, thresholdOf } from './histogram';
import {
  areaUnderRoc,
  countFrom,
  equalErrorRate,
  errorCurve,
  falseMatchRate,
  falseNonMatchRate,
  thresholdAt,
} from './rates';

const spread = (values: readonly number[]) => histogram(binsOf(Float32Array.from(values)));
const scores = (genuine: readonly number[], impostor: readonly number[]) => ({
  genuine: spread(genuine),
  impostor: spread(impostor),
});

/** Similarities that floats hold exactly, few enough for ties. */
const similarity = fc.integer({ min: -64, max: 64 }).map((n) => n / 64);
const some = fc.array(similarity, { minLength: 1, maxLength: 20 });

it('measures four genuine and five impostor comparisons as by hand', () => {
  const four = scores([0.25, 0.5, 0.75, 0.875], [0, 0.125, 0.375, 0.5, -0.5]);
  // 0.25 beats 3 of 5, 0.5 beats 4 and ties with 1, the others beat all.
  expect(areaUnderRoc(four)).toBeCloseTo((3 + 4.5 + 5 + 5) / 20, 12);
  expect(falseMatchRate(four, 0.375)).toBe(2 / 5);
  expect(falseNonMatchRate(four, 0.375)).toBe(1 / 4);
  expect(falseNonMatchRate(four, 0.5)).toBe(1 / 4);
  // Past 0.375 the false match rate falls from 2/5 to 1/5; one of four is missed on both sides.
  expect(equalErrorRate(four).rate).toBeCloseTo(1 / 4, 12);
  expect(thresholdAt(four.impostor, 0.4)).toBeCloseTo(0.125, 4);
  expect(countFrom(four.impostor, thresholdAt(four.impostor, 0.4))).toBe(2);
  expect(countFrom(four.impostor, thresholdAt(four.impostor, 0.39))).toBe(1);
  expect(countFrom(four.impostor, thresholdAt(four.impostor, 0.1))).toBe(0);
});

it('finds no error where genuine and impostor scores do not overlap', () => {
  const apart = scores([0.5, 0.75], [0, 0.25]);
  expect(areaUnderRoc(apart)).toBe(1);
  expect(equalErrorRate(apart).rate).toBe(0);
  expect(falseMatchRate(apart, equalErrorRate(apart).threshold)).toBe(0);
  expect(falseNonMatchRate(apart, equalErrorRate(apart).threshold)).toBe(0);
});

it('has no rates without comparisons of both kinds', () => {
  expect(areaUnderRoc(scores([], [0.5]))).toBeNaN();
  expect(equalErrorRate(scores([0.5], [])).rate).toBeNaN();
});

it('gives the Mann–Whitney statistic as area under the ROC curve', () => {
  fc.assert(
    fc.property(some, some, (genuine, impostor) => {
      const wins = genuine.flatMap((g) => impostor.map((i): number => (g > i ? 1 : g === i ? 0.5 : 0)));
      const mean = wins.reduce((sum, win) => sum + win, 0) / wins.length;
      expect(areaUnderRoc(scores(genuine, impostor))).toBeCloseTo(mean, 10);
    }),
  );
});

it('counts exactly what lies at or above a threshold of the grid', () => {
  fc.assert(
    fc.property(some, similarity, (values, threshold) => {
      expect(countFrom(spread(values), threshold)).toBe(values.filter((each) => each >= threshold).length);
    }),
  );
});

it('misses more and matches less the higher the threshold', () => {
  fc.assert(
    fc.property(some, some, similarity, similarity, (genuine, impostor, a, b) => {
      const both = scores(genuine, impostor);
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(falseNonMatchRate(both, high)).toBeGreaterThanOrEqual(falseNonMatchRate(both, low));
      expect(falseMatchRate(both, high)).toBeLessThanOrEqual(falseMatchRate(both, low));
    }),
  );
});

it('puts the equal error rate between both error rates on either side of its threshold', () => {
  fc.assert(
    fc.property(some, some, (genuine, impostor) => {
      const both = scores(genuine, impostor);
      const { rate, threshold } = equalErrorRate(both);
      const below = threshold - (thresholdOf(1) - thresholdOf(0));
      expect(rate).toBeGreaterThanOrEqual(falseNonMatchRate(both, below) - 1e-12);
      expect(rate).toBeLessThanOrEqual(falseNonMatchRate(both, threshold) + 1e-12);
      expect(rate).toBeLessThanOrEqual(falseMatchRate(both, below) + 1e-12);
      expect(rate).toBeGreaterThanOrEqual(falseMatchRate(both, threshold) - 1e-12);
    }),
  );
});

it('takes the lowest threshold that keeps to a false match rate', () => {
  fc.assert(
    fc.property(some, fc.double({ min: 0, max: 1, noNaN: true }), (impostor, fmr) => {
      const spreadOut = spread(impostor);
      const threshold = thresholdAt(spreadOut, fmr);
      expect(countFrom(spreadOut, threshold)).toBeLessThanOrEqual(fmr * impostor.length + 1e-9);
      const lower = threshold - (thresholdOf(1) - thresholdOf(0));
      if (lower >= -1) expect(countFrom(spreadOut, lower)).toBeGreaterThan(fmr * impostor.length);
    }),
  );
});

it('draws a curve that begins with everything matching and passes every score', () => {
  fc.assert(
    fc.property(some, some, (genuine, impostor) => {
      const both = scores(genuine, impostor);
      const curve = errorCurve(both);
      expect(curve[0]).toMatchObject({ fmr: 1, fnmr: 0 });
      expect(curve).toHaveLength(new Set([...genuine, ...impostor]).size);
      for (const { threshold, fmr, fnmr } of curve) {
        expect(fmr).toBe(falseMatchRate(both, threshold));
        expect(fnmr).toBe(falseNonMatchRate(both, threshold));
      }
    }),
  );
});
