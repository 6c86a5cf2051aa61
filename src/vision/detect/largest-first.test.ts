import { expect, it } from 'vitest';
import type { Box, DetectedFace } from '../../protocol';
import type { Raster } from '../raster';
import { largestFirst } from './search';

const RASTER = { width: 200, height: 100 } as Raster;

function find(centre: readonly [x: number, y: number], edge: number, score = 0.9): DetectedFace {
  const box: Box = { x: centre[0] - edge / 2, y: centre[1] - edge / 2, width: edge, height: edge };
  return { box, score } as DetectedFace;
}

const [CENTRE, EDGE] = [
  [100, 50],
  [180, 50],
] as const;

it.each([
  ['a clearly larger face counts for more wherever it is', find(EDGE, 36), find(CENTRE, 28)],
  ['of nearly equal faces the one in the centre', find(CENTRE, 30), find(EDGE, 33)],
  ['what is cut off does not count', find(CENTRE, 30), find([200, 50], 42)],
  [
    'a certain face before a doubtful one of less than twice its area',
    find(CENTRE, 30),
    find(CENTRE, 40, 0.7),
  ],
  ['a doubtful face of more than twice the area', find(CENTRE, 44, 0.7), find(CENTRE, 30)],
])('%s', (_, first, second) => {
  expect(largestFirst([second, first], RASTER)).toEqual([first, second]);
  expect(largestFirst([first, second], RASTER)).toEqual([first, second]);
});
