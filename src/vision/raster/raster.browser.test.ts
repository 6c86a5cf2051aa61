import { expect, it } from 'vitest';
import type { Pixels } from '../../pixels';
import { Arena } from './arena';
import { readFrame } from './pixel-reads';
import { Raster } from './raster';

const arena = new Arena();

/** A raster whose pixel (x, y) is what `paint` says: red, green, blue. */
async function rasterOf(
  width: number,
  height: number,
  paint: (x: number, y: number) => readonly [number, number, number],
): Promise<Raster> {
  const image = new ImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) image.data.set([...paint(x, y), 255], (y * width + x) * 4);
  }
  return new Raster(await createImageBitmap(image), arena);
}

const ramp = (x: number, y: number) => [x, y, x + y] as const;
const whole = ({ width, height }: Raster) => ({ x: 0, y: 0, width, height });

function pixel({ data, width }: Pixels, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

it('copies pixels as they are when nothing is scaled', async () => {
  const raster = await rasterOf(90, 120, ramp);
  const copy = raster.copy({ x: 10, y: 70, width: 40, height: 50 }, 40, 50);
  expect([copy.width, copy.height]).toEqual([40, 50]);
  expect(pixel(copy, 0, 0)).toEqual([10, 70, 80, 255]);
  expect(pixel(copy, 39, 49)).toEqual([49, 119, 168, 255]);
});

it('copies stay as they are while others are made, from the same picture and from another', async () => {
  const raster = await rasterOf(90, 120, ramp);
  const other = await rasterOf(90, 120, () => [7, 7, 7]);
  for (const edge of [40, 20]) {
    const copy = raster.copy({ x: 10, y: 70, width: 40, height: 40 }, edge, edge);
    const before = [...copy.data];
    raster.copy({ x: 0, y: 0, width: 40, height: 40 }, edge, edge);
    other.copy(whole(other), 90, 120);
    expect([...copy.data], `${edge}`).toEqual(before);
  }
});

it('puts each pixel of a reduced copy where it belongs', async () => {
  const raster = await rasterOf(120, 120, ramp);
  for (const edge of [60, 40, 30, 15]) {
    const copy = raster.copy(whole(raster), edge, edge);
    const step = 120 / edge;
    for (const [x, y] of [
      [0, 0],
      [edge >> 1, edge >> 2],
      [edge - 1, edge - 1],
    ]) {
      const [red, green] = pixel(copy, x, y);
      const centre = (i: number) => (i + 0.5) * step - 0.5;
      // Half the last pixel's width is repeated border, and every blending rounds.
      expect(Math.abs(red - centre(x)), `${edge}: ${x}`).toBeLessThanOrEqual(1 + step / 8);
      expect(Math.abs(green - centre(y)), `${edge}: ${y}`).toBeLessThanOrEqual(1 + step / 8);
    }
  }
});

it('leaves no pixel out of a reduced copy', async () => {
  const raster = await rasterOf(144, 144, (x, y) => (x % 2 === 0 ? [255, y, 0] : [0, y, 0]));
  const reds = (edge: number, reach?: number) => {
    const copy = raster.copy(whole(raster), edge, edge, 0, reach);
    return Array.from({ length: edge - 2 }, (_, i) => pixel(copy, i + 1, edge >> 1)[0]);
  };
  const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  // Black and white columns in turn: bilinear sampling alone would give 64 and 191.
  expect(spread(reds(96))).toBeLessThan(70);
  expect(spread(reds(96, 1.5))).toBeLessThan(20);
  for (const edge of [72, 48, 36, 18]) expect(spread(reds(edge)), `${edge}`).toBeLessThan(20);
});

it('reads one pixel of a block of a large photo, always the same', async () => {
  for (let stride = 2; stride <= 12; stride++) {
    const middle = Math.floor(stride / 2);
    const picked = (i: number) => i % stride === middle;
    const size = stride * 30 + 1;
    // Were another pixel picked, or two blended, the copy would be brighter.
    const raster = await rasterOf(size, size, (x, y) =>
      picked(x) && picked(y) ? [10, 20, 30] : [255, 255, 255],
    );
    const copy = raster.copy({ x: 0, y: 0, width: stride * 30, height: stride * 30 }, 10, 10);
    for (let i = 0; i < 10; i++) expect(pixel(copy, i, 9 - i), `${stride}`).toEqual([10, 20, 30, 255]);
    raster.close();
  }
});

it('turns a copy clockwise', async () => {
  const raster = await rasterOf(40, 20, ramp);
  const upright = raster.copy(whole(raster), 20, 10);
  const corners = (turns: 1 | 2 | 3) => {
    const copy = raster.copy(whole(raster), 20, 10, turns);
    return [copy.width, copy.height, pixel(copy, 0, 0), pixel(copy, copy.width - 1, 0)];
  };
  const [topLeft, topRight, bottomLeft, bottomRight] = [
    pixel(upright, 0, 0),
    pixel(upright, 19, 0),
    pixel(upright, 0, 9),
    pixel(upright, 19, 9),
  ];
  expect(corners(1)).toEqual([10, 20, bottomLeft, topLeft]);
  expect(corners(2)).toEqual([20, 10, bottomRight, bottomLeft]);
  expect(corners(3)).toEqual([10, 20, topRight, bottomRight]);
});

it('is black outside the picture, and repeats the border up to its edge', async () => {
  const raster = await rasterOf(10, 10, () => [200, 100, 50]);
  const copy = raster.copy({ x: -10, y: -10, width: 30, height: 30 }, 60, 60);
  expect(pixel(copy, 19, 30)).toEqual([0, 0, 0, 255]);
  expect(pixel(copy, 20, 30)).toEqual([200, 100, 50, 255]);
  expect(pixel(copy, 39, 30)).toEqual([200, 100, 50, 255]);
  expect(pixel(copy, 40, 30)).toEqual([0, 0, 0, 255]);
  const beside = raster.copy({ x: 50, y: 50, width: 8, height: 8 }, 4, 4);
  expect(pixel(beside, 2, 2)).toEqual([0, 0, 0, 255]);
});

it('takes pictures of one pixel and very long ones', async () => {
  const dot = await rasterOf(1, 1, () => [9, 8, 7]);
  expect(pixel(dot.copy(whole(dot), 4, 4), 3, 3)).toEqual([9, 8, 7, 255]);
  const line = await rasterOf(3000, 2, () => [9, 8, 7]);
  expect(pixel(line.copy({ x: 0, y: -1511, width: 3000, height: 3000 }, 128, 128), 64, 64)).toEqual([
    9, 8, 7, 255,
  ]);
});

it('gives the same from memory as from a bitmap, for any part, reduction and turn', async () => {
  const image = new ImageData(301, 203);
  image.data.forEach((_, i) => {
    image.data[i] = i % 4 === 3 ? 255 : (i * 7919) % 251;
  });
  const bitmap = await createImageBitmap(image);
  const [canvas, memory] = [new Raster(bitmap, arena), new Raster(await readFrame(bitmap), arena)];
  for (const region of [whole(canvas), { x: 13, y: 7, width: 200, height: 150 }]) {
    for (const edge of [20, 31, 64, 150]) {
      for (const turns of [0, 1] as const) {
        const [a, b] = [canvas, memory].map((raster) => raster.copy(region, edge, edge, turns));
        expect([...b.data], `${region.width} ${edge} ${turns}`).toEqual([...a.data]);
      }
    }
    for (const stride of [1, 2, 3, 4, 7]) {
      const from = (raster: Raster) => [...raster.pick(region, stride).pixels.data];
      expect(from(memory), `every ${stride}`).toEqual(from(canvas));
    }
  }
});
