import { expect, it } from 'vitest';
import type { Pixels } from '../../pixels';
import { Workspace } from '../../pixels';
import { noise } from '../../pixels/testing';
import type { Box } from '../../protocol';
import { type Patch, type QuarterTurns, resize } from './resize';
import { type Samples, sampleAxis } from './samples';

const workspace = new Workspace();

const pixels = noise(41, 29);
const patch: Patch = { pixels, x: 6, y: 4, reduction: 2 };
const picture = { width: 88, height: 62 };

/** The same, a channel at a time. */
function slowly(region: Box, width: number, height: number) {
  const axis = (start: number, length: number, count: number, limit: number, from: number, size: number) =>
    sampleAxis({ start, step: length / count, count, limit, reach: 1 }, { start: from, reduction: 2, size });
  const columns = axis(region.x, region.width, width, picture.width, patch.x, pixels.width);
  const rows = axis(region.y, region.height, height, picture.height, patch.y, pixels.height);
  const mean = ({ first, weights, taps }: Samples, i: number, value: (at: number) => number) => {
    if (first[i] < 0) return 0;
    let sum = 128;
    for (let k = 0; k < taps; k++) sum += weights[i * taps + k] * value(first[i] + k);
    return sum >> 8;
  };
  return (u: number, v: number, channel: number) =>
    mean(rows, v, (y) => mean(columns, u, (x) => pixels.data[(y * pixels.width + x) * 4 + channel]));
}

const colours = ({ data, width }: Pixels, x: number, y: number) => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

it.each([
  ['inside', { x: 10, y: 8, width: 50, height: 40 }],
  ['beyond every edge', { x: -9, y: -7, width: 110, height: 90 }],
  ['enlarged', { x: 30, y: 20, width: 9, height: 7 }],
])('weighs pixels across and then down: %s', (_, region) => {
  for (const [width, height] of [
    [16, 12],
    [23, 17],
    [1, 3],
  ]) {
    const expected = slowly(region, width, height);
    const copy = resize(workspace, patch, picture, region, width, height, 0, 1);
    expect([copy.width, copy.height]).toEqual([width, height]);
    for (let v = 0; v < height; v++) {
      for (let u = 0; u < width; u++) {
        const colour = [0, 1, 2].map((channel) => expected(u, v, channel));
        expect(colours(copy, u, v), `${u}, ${v}`).toEqual([...colour, 255]);
      }
    }
  }
});

it('turns what it has sampled, clockwise', () => {
  const region = { x: 10, y: 8, width: 50, height: 40 };
  const upright = resize(workspace, patch, picture, region, 15, 11, 0, 1);
  const turned = (turns: QuarterTurns) => resize(workspace, patch, picture, region, 15, 11, turns, 1);
  const [once, twice, thrice] = [turned(1), turned(2), turned(3)];
  expect([once.width, twice.width, thrice.width]).toEqual([11, 15, 11]);
  for (let v = 0; v < 11; v++) {
    for (let u = 0; u < 15; u++) {
      const colour = colours(upright, u, v);
      expect(colours(once, 10 - v, u)).toEqual(colour);
      expect(colours(twice, 14 - u, 10 - v)).toEqual(colour);
      expect(colours(thrice, v, 14 - u)).toEqual(colour);
    }
  }
});
