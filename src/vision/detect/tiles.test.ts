import fc from 'fast-check';
import { expect, it } from 'vitest';
import { landmarks as placed } from '../../protocol/testing';
import { suppressOverlaps } from './overlap';
import { tilesOf } from './tiles';

it('covers every pixel with tiles that overlap as much as is asked for, or more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.constantFrom(1, 2, 4, 6),
      fc.constantFrom(0.25, 0.5),
      (width, height, divisor, overlap) => {
        const edge = Math.ceil(Math.max(width, height) / divisor);
        const tiles = tilesOf(width, height, { edge, overlap });
        for (const [key, length] of [
          ['x', width],
          ['y', height],
        ] as const) {
          const starts = [...new Set(tiles.map((tile) => tile[key]))].sort((a, b) => a - b);
          expect(starts[0]).toBe(0);
          expect(starts[starts.length - 1] + edge).toBeGreaterThanOrEqual(length);
          starts.slice(1).forEach((start, i) => {
            // One pixel of rounding.
            expect(start - starts[i]).toBeLessThanOrEqual(edge * (1 - overlap) + 1);
          });
        }
      },
    ),
  );
});

it('spends one tile on the whole picture', () => {
  expect(tilesOf(800, 600, { edge: 800, overlap: 0.25 })).toEqual([{ x: 0, y: 0, width: 800, height: 800 }]);
});

it('keeps the better of two boxes on one face, also when one lies inside the other', () => {
  const point = { x: 0, y: 0 };
  const landmarks = placed(() => point);
  const face = (x: number, width: number, score: number) => ({
    box: { x, y: 0, width, height: width },
    score,
    landmarks,
  });
  const kept = suppressOverlaps([
    face(0, 100, 0.7),
    face(10, 100, 0.9),
    face(30, 40, 0.8),
    face(300, 50, 0.6),
  ]);
  expect(kept.map(({ score }) => score)).toEqual([0.9, 0.6]);
});
