import fc from 'fast-check';
import { expect, it } from 'vitest';
import { finerPays, scalesOf } from './scales';
import { tilesOf } from './tiles';

const INPUT_PX = 192;

function tilesPerScale(width: number, height: number): number[] {
  return scalesOf(width, height, INPUT_PX).map((scale) => tilesOf(width, height, scale).length);
}

function box(size: number) {
  return { x: 0, y: 0, width: size, height: size };
}

it('spends as many tiles on a picture of 12 megapixels as on a small copy of it', () => {
  expect(tilesPerScale(4000, 3000)).toEqual([1, 6, 20, 42]);
  expect(tilesPerScale(1000, 750)).toEqual([1, 6, 20, 42]);
});

it('spends no tiles that would only show enlarged pixels', () => {
  expect(tilesPerScale(190, 190)).toEqual([1]);
  expect(tilesPerScale(250, 250)).toEqual([1, 4]);
  expect(tilesPerScale(400, 400)).toEqual([1, 4, 16]);
});

it('is bounded for every size and shape, three turned copies at two scales each included', () => {
  const edge = fc.integer({ min: 1, max: 60_000 });
  fc.assert(
    fc.property(edge, edge, (width, height) => {
      const tiles = tilesPerScale(width, height);
      const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
      expect(tiles.length).toBeLessThanOrEqual(4);
      expect(sum(tiles) + 3 * sum(tiles.slice(0, 2))).toBeLessThanOrEqual(110);
    }),
    { numRuns: 2000 },
  );
});

it('gives a panorama tiles no coarser than those of a square picture of the same area', () => {
  const finest = (width: number, height: number) => scalesOf(width, height, INPUT_PX).at(-1)?.edge;
  expect(finest(9000, 1000)).toBe(finest(3000, 3000));
});

it('goes on while a face is small in its tile, and ends when all are large', () => {
  const tile = { edge: 800, overlap: 0.25 };
  expect(finerPays([box(300), box(90)], 1, tile)).toBe(true);
  expect(finerPays([box(300), box(110)], 1, tile)).toBe(false);
});

it('takes a picture for a portrait only when every face takes a third of it', () => {
  const whole = { edge: 900, overlap: 0.25 };
  expect(finerPays([box(310)], 0, whole)).toBe(false);
  expect(finerPays([box(310), box(200)], 0, whole)).toBe(true);
});

it('gives up after three scales without a find', () => {
  const tile = { edge: 800, overlap: 0.25 };
  expect([0, 1, 2].map((done) => finerPays([], done, tile))).toEqual([true, true, false]);
});
