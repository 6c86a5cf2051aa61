import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LandmarkName } from '../../protocol';
import { landmarks } from '../../protocol/testing';
import { apply, fitTemplate, invert } from './similarity-transform';
import { Unalignable } from './unalignable';

const TEMPLATE = {
  version: 'test',
  points: { rightEye: [47.7, 47.1], leftEye: [100.3, 47.1], mouthCenter: [74, 108] },
} as const;

const transforms = fc.record({
  a: fc.double({ min: 0.1, max: 5, noNaN: true }),
  b: fc.double({ min: -5, max: 5, noNaN: true }),
  tx: fc.double({ min: -4000, max: 4000, noNaN: true }),
  ty: fc.double({ min: -4000, max: 4000, noNaN: true }),
});

it('recovers a rotation, scale and shift exactly from landmarks that were moved by them', () => {
  fc.assert(
    fc.property(transforms, (moved) => {
      const points: Partial<Record<LandmarkName, readonly [number, number]>> = TEMPLATE.points;
      const found = fitTemplate(
        landmarks((name) => {
          const [x, y] = points[name] ?? [0, 0];
          return apply(moved, { x, y });
        }),
        TEMPLATE,
      );
      for (const [x, y] of Object.values(TEMPLATE.points)) {
        const back = apply(found, apply(moved, { x, y }));
        expect(back.x).toBeCloseTo(x, 4);
        expect(back.y).toBeCloseTo(y, 4);
      }
    }),
  );
});

it('has no smaller squared error next to the one it found', () => {
  const seen = landmarks((name) => ({
    x: { rightEye: 101, leftEye: 149, mouthCenter: 127 }[name as string] ?? 0,
    y: { rightEye: 112, leftEye: 104, mouthCenter: 160 }[name as string] ?? 0,
  }));
  const best = fitTemplate(seen, TEMPLATE);
  const error = (t: typeof best) =>
    Object.entries(TEMPLATE.points).reduce((sum, [name, [x, y]]) => {
      const p = apply(t, seen[name as LandmarkName]);
      return sum + (p.x - x) ** 2 + (p.y - y) ** 2;
    }, 0);
  for (const key of ['a', 'b', 'tx', 'ty'] as const) {
    for (const step of [1e-3, -1e-3]) {
      expect(error({ ...best, [key]: best[key] + step })).toBeGreaterThan(error(best));
    }
  }
});

it('inverts', () => {
  fc.assert(
    fc.property(transforms, (t) => {
      const there = apply(invert(t), apply(t, { x: 12, y: -7 }));
      expect(there.x).toBeCloseTo(12, 5);
      expect(there.y).toBeCloseTo(-7, 5);
    }),
  );
});

it.each([5, Number.NaN, Number.POSITIVE_INFINITY])('refuses landmarks that are all at %d', (x) => {
  const points = landmarks(() => ({ x, y: 5 }));
  expect(() => fitTemplate(points, TEMPLATE)).toThrow(Unalignable);
});
