import { describe, expect, it } from 'vitest';
import type { Raster } from '../raster';
import { Arena } from '../raster';
import { decode } from './decode';
import { decodeReduced } from './reduced-jpeg';

const arena = new Arena();

/** A JPEG with a red, a green, a blue and a white quarter, and that EXIF orientation. */
async function quarters(width: number, height: number, orientation = 1): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2d canvas');
  for (const [i, colour] of ['#f00', '#0f0', '#00f', '#fff'].entries()) {
    context.fillStyle = colour;
    context.fillRect((i % 2) * (width / 2), Math.floor(i / 2) * (height / 2), width / 2, height / 2);
  }
  const plain = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
  if (orientation === 1) return plain;
  const tiff = [
    0x4d,
    0x4d,
    0,
    0x2a,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return new Uint8Array([
    ...plain.subarray(0, 2),
    0xff,
    0xe1,
    0,
    exif.length + 2,
    ...exif,
    ...plain.subarray(2),
  ]);
}

/** The colours in the middle of the four quarters, as they lie. */
function seen(raster: Raster): string {
  const { width, height } = raster;
  const at = (x: number, y: number) => {
    const { data } = raster.copy({ x: x * width, y: y * height, width: 8, height: 8 }, 1, 1);
    const [r, g, b] = Array.from(data, (value) => value > 128);
    return r && g && b ? 'white' : r ? 'red' : g ? 'green' : b ? 'blue' : 'black';
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)].join(' ');
}

describe('a large JPEG', () => {
  it('comes at a part of its size where one face is wanted, and whole otherwise', async () => {
    const blob = new Blob([await quarters(4800, 3600)]);
    const reduced = await decode(blob, arena, 'reduced');
    expect([reduced.width, reduced.height]).toEqual([1800, 1350]);
    expect(reduced.full).toEqual({ width: 4800, height: 3600 });
    expect(seen(reduced)).toBe('red green blue white');
    const whole = await decode(blob, arena);
    expect([whole.width, whole.full.width]).toEqual([4800, 4800]);
    for (const raster of [reduced, whole]) raster.close();
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'lies as the browser lays it, with orientation %i',
    async (orientation) => {
      const blob = new Blob([await quarters(4800, 3600, orientation)]);
      const reduced = await decode(blob, arena, 'reduced');
      const whole = await decode(blob, arena);
      expect(reduced.width).toBeLessThan(whole.width);
      expect(reduced.full).toEqual({ width: whole.width, height: whole.height });
      expect(seen(reduced)).toBe(seen(whole));
      for (const raster of [reduced, whole]) raster.close();
    },
  );

  it('is decoded the usual way where that is odd or not worth it', async () => {
    const small = await quarters(2000, 1500);
    expect(await decodeReduced(small, { width: 2000, height: 1500 }, 8)).toBeUndefined();
    const large = await quarters(4800, 3600);
    expect(await decodeReduced(large, { width: 4800, height: 3600 }, 3)).toBeDefined();
    const broken = new Uint8Array(large.subarray(0, 400));
    expect(await decodeReduced(broken, { width: 4800, height: 3600 }, 3)).toBeUndefined();
  });
});
