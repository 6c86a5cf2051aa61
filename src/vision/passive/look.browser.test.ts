import { expect, it } from 'vitest';
import { noise } from '../../pixels/testing';
import type { Box } from '../../protocol';
import { Arena, Raster } from '../raster';
import { inputOf } from './look';

const arena = new Arena();
const picture = noise(333, 257);
const SIZE = 16;
const INPUT = { name: 'x', size: SIZE, channels: 'BGR', mean: [0, 0, 0], scale: 1 } as const;

/** Blue, green and red between the four pixels around each place: what image libraries call bilinear, a number at a time. */
function slowly({ x, y, width, height }: Box): number[] {
  const within = (value: number, length: number) => Math.min(length - 1, Math.max(0, value));
  const out: number[] = [];
  for (const channel of [2, 1, 0]) {
    for (let v = 0; v < SIZE; v++) {
      for (let u = 0; u < SIZE; u++) {
        const across = within(((u + 0.5) * width) / SIZE - 0.5, width);
        const down = within(((v + 0.5) * height) / SIZE - 0.5, height);
        const at = (dx: number, dy: number) => {
          const column = within(Math.floor(across) + dx, width);
          const row = within(Math.floor(down) + dy, height);
          return picture.data[((y + row) * picture.width + x + column) * 4 + channel];
        };
        const [a, b] = [across % 1, down % 1];
        const above = at(0, 0) * (1 - a) + at(1, 0) * a;
        out.push(above * (1 - b) + (at(0, 1) * (1 - a) + at(1, 1) * a) * b);
      }
    }
  }
  return out;
}

it.each([
  ['reduced', { x: 20, y: 10, width: 101, height: 77 }],
  ['as it is', { x: 5, y: 6, width: SIZE, height: SIZE }],
  ['enlarged', { x: 40, y: 30, width: 7, height: 9 }],
])('takes the pixels around each place and skips those between: %s', (_, region) => {
  const input = inputOf(new Raster(picture, arena), region, INPUT);
  const expected = slowly(region);
  expect(input).toHaveLength(3 * SIZE * SIZE);
  // Weights are in 256ths and each direction rounds: noise shows both at their worst.
  for (const [i, value] of expected.entries()) expect(Math.abs(input[i] - value), `${i}`).toBeLessThan(2.5);
});

it('scales, and takes the channels in the order that the network wants', () => {
  const region = { x: 5, y: 6, width: SIZE, height: SIZE };
  const raster = new Raster(picture, arena);
  const blueFirst = inputOf(raster, region, INPUT);
  const redFirst = inputOf(raster, region, { ...INPUT, channels: 'RGB', mean: [10, 20, 30], scale: 0.5 });
  const area = SIZE * SIZE;
  expect(redFirst[7]).toBe((blueFirst[2 * area + 7] - 10) / 2);
  expect(redFirst[area + 7]).toBe((blueFirst[area + 7] - 20) / 2);
  expect(redFirst[2 * area + 7]).toBe((blueFirst[7] - 30) / 2);
});
