import { expect, it } from 'vitest';
import type { Pixels } from '../../pixels';
import { Workspace } from '../../pixels';
import { noise } from '../../pixels/testing';
import { halve, sampleChip } from './resample';

const workspace = new Workspace();

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
  const rgb = sampleChip(workspace, ramp(4, 4), IDENTITY, INPUT);
  expect(rgb[0]).toBe(0);
  expect(rgb[2 * 4 + 3]).toBe(23);
  expect(rgb[16 + 5]).toBe(111);
  const bgr = sampleChip(workspace, ramp(4, 4), IDENTITY, { ...INPUT, channels: 'BGR' });
  expect(bgr[0]).toBe(200);
  expect(bgr[32]).toBe(0);
});

it('applies (value − mean) · scale', () => {
  const chip = sampleChip(workspace, ramp(4, 4), IDENTITY, { ...INPUT, mean: [10, 20, 30], scale: 0.5 });
  expect([chip[0], chip[16], chip[32]]).toEqual([-5, 40, 85]);
});

it('interpolates between pixel centres and is black outside', () => {
  const half = sampleChip(workspace, ramp(4, 4), { ...IDENTITY, tx: 0.5 }, INPUT);
  expect(half[0]).toBe(0.5);
  expect(half[3]).toBe(1.5); // half of pixel 3, half of the black beyond
  const away = sampleChip(workspace, ramp(4, 4), { ...IDENTITY, tx: 100 }, INPUT);
  expect(away.every((value) => value === 0)).toBe(true);
  const above = sampleChip(workspace, ramp(4, 4), { ...IDENTITY, ty: -2 }, INPUT);
  expect([...above.subarray(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect(above[8]).toBe(0);
  expect(above[9]).toBe(1);
});

it('turns a quarter', () => {
  // Chip (u, v) looks at source (v, 4 − u).
  const turned = sampleChip(workspace, ramp(4, 4), { a: 0, b: -1, tx: 0, ty: 4 }, INPUT);
  expect([turned[0], turned[1], turned[4]]).toEqual([30, 20, 31]);
});

it('turned, scaled and moved by parts of a pixel, weighs the four pixels around each place', () => {
  const source = noise(23, 17);
  const input = { ...INPUT, size: 31, channels: 'BGR', mean: [1, 2, 3], scale: 0.25 } as const;
  const to = { a: 0.61, b: 0.37, tx: -3.3, ty: 2.7 };
  const chip = sampleChip(workspace, source, to, input);
  const pixel = (x: number, y: number, channel: number) =>
    x < 0 || y < 0 || x >= 23 || y >= 17 ? 0 : source.data[(y * 23 + x) * 4 + channel];
  for (let v = 0; v < 31; v++) {
    for (let u = 0; u < 31; u++) {
      const x = to.a * (u + 0.5) - to.b * (v + 0.5) + to.tx - 0.5;
      const y = to.b * (u + 0.5) + to.a * (v + 0.5) + to.ty - 0.5;
      const [x0, y0] = [Math.floor(x), Math.floor(y)];
      for (const plane of [0, 1, 2]) {
        const row = (at: number) =>
          (1 - (x - x0)) * pixel(x0, at, 2 - plane) + (x - x0) * pixel(x0 + 1, at, 2 - plane);
        const value = (1 - (y - y0)) * row(y0) + (y - y0) * row(y0 + 1);
        expect(chip[(plane * 31 + v) * 31 + u]).toBeCloseTo((value - input.mean[plane]) * 0.25, 4);
      }
    }
  }
});

it('gives the same of a large picture as of its part', () => {
  const large = noise(1_100, 900);
  const halved = halve(workspace, large);
  expect([halved.width, halved.height]).toEqual([550, 450]);
  const last = (899 * 1_100 + 1_099) * 4;
  const four = [last, last - 4, last - 4_400, last - 4_404].map((at) => large.data[at]);
  expect(halved.data[(449 * 550 + 549) * 4]).toBe((four.reduce((sum, value) => sum + value) + 2) >> 2);
  expect(sampleChip(workspace, large, { a: 1, b: 0, tx: 1_096, ty: 896 }, INPUT)[15]).toBe(large.data[last]);
});

it('halves by the mean of four and drops an odd last row and column', () => {
  const small = halve(workspace, ramp(5, 5));
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
    const small = halve(workspace, picture);
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
  expect(halve(workspace, picture, 3)).toEqual(halve(workspace, halve(workspace, halve(workspace, picture))));
});
