import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accuracy, sortLabelled } from './accuracy';

type Row = readonly [similarity: number, same: 0 | 1, fold: number];

function rate(rows: readonly Row[], weights?: readonly number[]) {
  const columns = {
    similarity: rows.map(([similarity]) => similarity),
    same: rows.map(([, same]) => same),
    fold: rows.map(([, , fold]) => fold),
  };
  const { scores, order } = sortLabelled(columns);
  return accuracy(scores, weights && Float64Array.from(order.map((k) => weights[k])));
}

/** Of fold 0 the threshold 0.55 is best, of fold 1 0.35. */
const TWO_FOLDS: readonly Row[] = [
  [0.9, 1, 0],
  [0.6, 1, 0],
  [0.5, 0, 0],
  [0.1, 0, 0],
  [0.9, 1, 1],
  [0.4, 1, 1],
  [0.3, 0, 1],
  [0.1, 0, 1],
];

it('judges each fold with the threshold that is best on the others', () => {
  // Fold 0 at 0.35: its pair at 0.5 is wrong. Fold 1 at 0.55: its pair at 0.4 is wrong.
  expect(rate(TWO_FOLDS)).toMatchObject({ mean: 3 / 4, standardError: 0, folds: 2 });
});

it('takes a single fold’s own best threshold', () => {
  expect(rate(TWO_FOLDS.map(([similarity, same]) => [similarity, same, 0]))).toMatchObject({
    mean: 7 / 8,
    folds: 1,
    standardError: Number.NaN,
  });
});

it('gives the standard error of the mean over the folds', () => {
  // With a third fold that is right at any threshold, rates are 3/4, 3/4, 1 or better: by hand from the rates.
  const rows: Row[] = [...TWO_FOLDS, [1, 1, 2], [0, 0, 2]];
  const { mean, standardError, folds } = rate(rows);
  expect(folds).toBe(3);
  expect(mean).toBeCloseTo((3 / 4 + 3 / 4 + 1) / 3, 12);
  const deviations = [3 / 4, 3 / 4, 1].map((each) => (each - mean) ** 2);
  expect(standardError).toBeCloseTo(Math.sqrt(deviations.reduce((sum, each) => sum + each, 0) / 2 / 3), 12);
});

it('never draws a threshold between equal scores', () => {
  // Between the four at 0.5 it would seem to gain two; four of six are right at 0.75, three at 0.5 and below.
  const rows: Row[] = [
    [0.5, 0, 0],
    [0.5, 0, 0],
    [0.5, 1, 0],
    [0.5, 1, 0],
    [0.7, 0, 0],
    [0.8, 1, 0],
  ];
  expect(rate(rows).mean).toBeCloseTo(4 / 6, 12);
});

it('counts a pair with weight n as n pairs', () => {
  const row = fc.tuple(
    fc.integer({ min: -8, max: 8 }).map((n) => n / 8),
    fc.constantFrom(0 as const, 1 as const),
    fc.integer({ min: 0, max: 3 }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(row, fc.integer({ min: 1, max: 3 })), { minLength: 1 }), (weighted) => {
      const repeated = weighted.flatMap(([each, weight]) => Array.from({ length: weight }, () => each));
      const once = weighted.map(([each]) => each);
      expect(
        rate(
          once,
          weighted.map(([, weight]) => weight),
        ).mean,
      ).toBeCloseTo(rate(repeated).mean, 10);
    }),
  );
});
