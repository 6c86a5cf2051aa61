import fc from 'fast-check';
import { expect, it } from 'vitest';
import manifest from '../../models/manifest.json';
import type { Calibration, SecondOpinion } from '../protocol';
import { confidenceScale } from './calibration';
import { ASKS_BELOW, ASKS_FROM, secondScale } from './second';

interface Entry {
  readonly calibration: Calibration;
  readonly second?: SecondOpinion;
}
const [{ calibration, second }] = manifest.embedders as unknown as Entry[];
if (second === undefined) throw new Error('the default model has no second');
const together = second.calibration;
const scale = secondScale(calibration, together);
const alone = confidenceScale(calibration);

const similarity = fc.double({ min: -1, max: 1, noNaN: true });
const faces = fc.integer({ min: 1, max: 20 });
const one = (pooled: number, n = 1) => ({ pooled, best: n === 1 ? pooled : -1, faces: n });
/** Similarities at which the first is sure of neither. */
const between = faces.chain((n) =>
  fc.tuple(
    fc.constant(n),
    fc.double({
      min: alone.pooledAt(ASKS_FROM, n) + 1e-9,
      max: alone.pooledAt(ASKS_BELOW, n) - 1e-9,
      noNaN: true,
    }),
  ),
);

it('asks from FMR 0.1 on and below FMR 1e-5, and nowhere else', () => {
  const at = (fmr: number) =>
    calibration.points.find((point) => Math.abs(Math.log10(point.fmr / fmr)) < 1e-6)?.similarity ??
    Number.NaN;
  const asks = (s: number) => scale.asks(scale.first(one(s)));
  expect([at(1e-1) - 1e-6, at(1e-1) + 1e-6, at(1e-5) - 1e-6, at(1e-5) + 1e-6].map(asks)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

it('where the first is sure, the second changes nothing', () => {
  fc.assert(
    fc.property(similarity, similarity, faces, (s, other, n) => {
      const first = one(s, n);
      fc.pre(!scale.asks(scale.first(first)));
      expect(scale.both(first, { pooled: other, faces: n }, 'auto')).toBe(scale.first(first));
    }),
  );
});

it('rises strictly with either similarity where both decide, and stays between what the first is sure of', () => {
  fc.assert(
    fc.property(between, fc.double({ min: -0.99, max: 0.99, noNaN: true }), ([n, s], other) => {
      const at = (a: number, b: number) => scale.both(one(a, n), { pooled: b, faces: n }, 'auto');
      const here = at(s, other);
      expect(here).toBeGreaterThanOrEqual(ASKS_FROM);
      expect(here).toBeLessThanOrEqual(ASKS_BELOW);
      expect(at(s, other + 1e-3)).toBeGreaterThan(here);
      const more = Math.min(s + 1e-3, alone.pooledAt(ASKS_BELOW, n) - 1e-9);
      if (more - s > 1e-6) expect(at(more, other)).toBeGreaterThan(here);
    }),
  );
});

it('never falls when either similarity rises, whoever decides', () => {
  fc.assert(
    fc.property(similarity, similarity, similarity, similarity, faces, (a, b, c, d, n) => {
      for (const when of ['auto', 'always'] as const) {
        const at = (s: number, other: number) => scale.both(one(s, n), { pooled: other, faces: n }, when);
        expect(at(Math.max(a, b), c)).toBeGreaterThanOrEqual(at(Math.min(a, b), c));
        expect(at(a, Math.max(c, d))).toBeGreaterThanOrEqual(at(a, Math.min(c, d)));
      }
    }),
  );
});

it.each(['between', 'always'] as const)(
  'promises at the points of the curve what was measured: %s',
  (curve) => {
    const { weight } = together;
    for (const { similarity: s, fmr } of together[curve]) {
      // The second's similarity that makes the mean `s` at a first one in the middle of what asks.
      const first = (alone.pooledAt(ASKS_FROM, 1) + alone.pooledAt(ASKS_BELOW, 1)) / 2;
      const other = (s * (1 + weight) - first) / weight;
      if (other < -1 || other > 1) continue;
      const confidence = scale.both(
        one(first),
        { pooled: other, faces: 1 },
        curve === 'between' ? 'auto' : 'always',
      );
      expect(confidence).toBeCloseTo(40 - 10 * Math.log10(fmr), 4);
    }
  },
);

it('gives 100 for an identical photo, however many faces there are', () => {
  for (const when of ['auto', 'always'] as const) {
    for (const n of [1, 3, 20]) {
      const first = { pooled: n === 1 ? 1 : 0.4, best: 1, faces: n };
      expect(scale.both(first, { pooled: 0.9, faces: n }, when)).toBe(100);
    }
  }
});

it('asks more of a mean the more faces it has, and takes no NaN', () => {
  const at = (n: number) => scale.both(one(0.3, n), { pooled: 0.9, faces: n }, 'always');
  expect(at(5)).toBeLessThan(at(1));
  expect(() => scale.both(one(Number.NaN), { pooled: 0.9, faces: 1 }, 'always')).toThrow(RangeError);
  expect(() => scale.both(one(0.3), { pooled: Number.NaN, faces: 1 }, 'always')).toThrow(RangeError);
});

it('refuses a calibration without points', () => {
  expect(() => secondScale(calibration, { ...together, between: [] })).toThrow(RangeError);
});
