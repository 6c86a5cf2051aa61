import { expect, it } from 'vitest';
import { noise } from '../../test/support/noise';
import type { Pixels } from '../pixels';
import { halve, sampleChip } from './resample';

const INPUT = { name: 'input', size: 4, channels: 'RGB', mean: [0, 0, 0], scale: 1 } as const;
const IDENTITY = { a: 1, b: 0, tx: 0, ty: 0 };

/** Channel c of pixel (x, y) is 100·c + 10·y + x. */
function ramp(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) data[(y * width + x) * 4 + c] = 100 * c + 10 * y + x;
    }
  }
  return { data, width, height };
}

it('copies pixels when nothing is moved, planes in the model’s channel order', () => {
  const rgb = sampleChip(ramp(4, 4), IDENTITY, INPUT);
  expect(rgb[0]).toBe(0);
  expect(rgb[2 * 4 + 3]).toBe(23);
  expect(rgb[16 + 5]).toBe(111);
  const bgr = sampleChip(ramp(4, 4), IDENTITY, { ...INPUT, channels: 'BGR' });
  expect(bgr[0]).toBe(200);
  expect(bgr[32]).toBe(0);
});

it('applies (value − mean) · scale', () => {
  const chip = sampleChip(ramp(4, 4), IDENTITY, { ...INPUT, mean: [10, 20, 30], scale: 0.5 });
  expect([chip[0], chip[16], chip[32]]).toEqual([-5, 40, 85]);
});

it('interpolates between pixel centres and is black outside', () => {
  const half = sampleChip(ramp(4, 4), { ...IDENTITY, tx: 0.5 }, INPUT);
  expect(half[0]).toBe(0.5);
  expect(half[3]).toBe(1.5); // half of pixel 3, half of the black beyond
  const away = sampleChip(ramp(4, 4), { ...IDENTITY, tx: 100 }, INPUT);
  expect(away.every((value) => value === 0)).toBe(true);
  const above = sampleChip(ramp(4, 4), { ...IDENTITY, ty: -2 }, INPUT);
  expect([...above.subarray(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect(above[8]).toBe(0);
  expect(above[9]).toBe(1);
});

it('turns a quarter', () => {
  // Chip (u, v) looks at source (v, 4 − u).
  const turned = sampleChip(ramp(4, 4), { a: 0, b: -1, tx: 0, ty: 4 }, INPUT);
  expect([turned[0], turned[1], turned[4]]).toEqual([30, 20, 31]);
});

it('halves by the mean of four and drops an odd last row and column', () => {
  const small = halve(ramp(5, 5));
  expect([small.width, small.height]).toEqual([2, 2]);
  expect(small.data[0]).toBe(6); // (0 + 1 + 10 + 11 + 2) >> 2
  expect(small.data[4]).toBe(8);
  expect(small.data[3]).toBe(255);
});

it('halves pictures of any size several times, to the same numbers as one at a time', () => {
  const mean = ({ data, width }: Pixels, x: number, y: number, c: number) => {
    const at = (dx: number, dy: number) => data[((2 * y + dy) * width + 2 * x + dx) * 4 + c];
    return (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1) + 2) >> 2;
  };
  for (let width = 2; width < 20; width++) {
    const picture = noise(width, 2 + ((width * 7) % 13));
    const small = halve(picture);
    expect([small.width, small.height]).toEqual([width >> 1, picture.height >> 1]);
    for (let y = 0; y < small.height; y++) {
      for (let x = 0; x < small.width; x++) {
        const at = (y * small.width + x) * 4;
        const expected = [0, 1, 2].map((c) => mean(picture, x, y, c));
        expect([...small.data.subarray(at, at + 4)], `${width}: ${x}, ${y}`).toEqual([...expected, 255]);
      }
    }
  }
  const picture = noise(45, 37);
  expect(halve(picture, 3)).toEqual(halve(halve(halve(picture))));
});
