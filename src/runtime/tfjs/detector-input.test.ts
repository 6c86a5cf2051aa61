import { expect, it } from 'vitest';
import { Workspace } from '../../pixels';
import { noise } from '../../pixels/testing';
import { Scratch } from '../network';
import { detectorInput } from './detector-input';

const workspace = new Workspace();
const values = new Scratch();

const SIZE = 16;

it.each([
  [40, 30],
  [9, 23],
  [16, 16],
  [1, 1],
  [300, 2],
])('samples a picture of %i × %i in the middle of a black square', (width, height) => {
  const picture = noise(width, height);
  const edge = Math.max(width, height);
  const [left, top] = [(width - edge) / 2, (height - edge) / 2];
  const pixel = (x: number, y: number, channel: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : picture.data[(y * width + x) * 4 + channel];
  const expected = (u: number, v: number, channel: number) => {
    const [x, y] = [(u * edge) / SIZE + left, (v * edge) / SIZE + top];
    const [x0, y0] = [Math.floor(x), Math.floor(y)];
    const row = (at: number) =>
      (1 - (x - x0)) * pixel(x0, at, channel) + (x - x0) * pixel(x0 + 1, at, channel);
    return ((1 - (y - y0)) * row(y0) + (y - y0) * row(y0 + 1)) / 127.5 - 1;
  };
  const input = detectorInput(workspace, values, picture, SIZE);
  expect(input).toMatchObject({ edge, left, top });
  expect(input.values).toHaveLength(SIZE * SIZE * 3);
  for (let v = 0; v < SIZE; v++) {
    for (let u = 0; u < SIZE; u++) {
      for (const channel of [0, 1, 2]) {
        const value = input.values[(v * SIZE + u) * 3 + channel];
        expect(value, `${u}, ${v}`).toBeCloseTo(expected(u, v, channel), 5);
      }
    }
  }
});
