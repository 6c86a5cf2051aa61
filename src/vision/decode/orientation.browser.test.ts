import { describe, expect, it } from 'vitest';
import { Arena } from '../raster';
import { decode } from './decode';

const arena = new Arena();

/** A picture of 32×16 with a red left, blue right, and a white block in the top left corner. */
async function picture(type: string): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(32, 16);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  for (const [color, x, width, height] of [
    ['#f00', 0, 16, 16],
    ['#00f', 16, 16, 16],
    ['#fff', 0, 8, 8],
  ] as const) {
    context.fillStyle = color;
    context.fillRect(x, 0, width, height);
  }
  const blob = await canvas.convertToBlob({ type, quality: 1 });
  return new Uint8Array(await blob.arrayBuffer());
}

/** A TIFF directory with the orientation tag alone. */
function tiff(orientation: number): number[] {
  return [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
}

function ascii(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}

function littleEndian(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, i) => (value >> (8 * i)) & 255);
}

/** JPEG: an APP1 segment right after the start marker. */
function withJpegExif(jpeg: Uint8Array, orientation: number): number[] {
  const exif = [...ascii('Exif\0\0'), ...tiff(orientation)];
  return [0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...jpeg.subarray(2)];
}

/** WebP: a canvas writes the extended form, whose flags announce the EXIF chunk that is appended. */
function withWebpExif(webp: Uint8Array, orientation: number): number[] {
  const exif = tiff(orientation);
  const chunks = [...webp.subarray(12), ...ascii('EXIF'), ...littleEndian(exif.length, 4), ...exif];
  expect(chunks.slice(0, 4)).toEqual(ascii('VP8X'));
  chunks[8] |= 8;
  return [...ascii('RIFF'), ...littleEndian(chunks.length + 4, 4), ...ascii('WEBP'), ...chunks];
}

/** Where the white corner and the red half lie once the stored picture is upright (EXIF standard). */
const UPRIGHT = {
  1: { size: [32, 16], white: [2, 2], red: [10, 12] },
  2: { size: [32, 16], white: [29, 2], red: [21, 12] },
  3: { size: [32, 16], white: [29, 13], red: [21, 3] },
  4: { size: [32, 16], white: [2, 13], red: [10, 3] },
  5: { size: [16, 32], white: [2, 2], red: [12, 10] },
  6: { size: [16, 32], white: [13, 2], red: [3, 10] },
  7: { size: [16, 32], white: [13, 29], red: [3, 21] },
  8: { size: [16, 32], white: [2, 29], red: [12, 21] },
} as const;

const FORMATS = { jpeg: withJpegExif, webp: withWebpExif } as const;

describe.each(Object.keys(FORMATS) as (keyof typeof FORMATS)[])('%s', (format) => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('stands upright from orientation %d', async (orientation) => {
    const bytes = FORMATS[format](await picture(`image/${format}`), orientation);
    const raster = await decode(new Blob([Uint8Array.from(bytes)]), arena);
    const { size, white, red } = UPRIGHT[orientation];
    expect([raster.width, raster.height]).toEqual(size);
    const { data, width } = raster.copy(
      { x: 0, y: 0, width: raster.width, height: raster.height },
      raster.width,
      raster.height,
    );
    const pixel = ([x, y]: readonly [number, number]) => [
      ...data.slice((y * width + x) * 4, (y * width + x) * 4 + 3),
    ];
    for (const channel of pixel(white)) expect(channel).toBeGreaterThan(200);
    const [r, g, b] = pixel(red);
    expect(r).toBeGreaterThan(200);
    expect(Math.max(g, b)).toBeLessThan(60);
    raster.close();
  });
});
