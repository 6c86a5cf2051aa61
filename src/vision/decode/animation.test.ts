import { expect, it } from 'vitest';
import { FaceError } from '../../protocol';
import { countGifFrames } from './animation';
import { readHeader } from './format';

/** A GIF of `frames` 1×1 pictures, the last one at (offset, offset), with a comment that holds the frame marker. */
function gif(frames: number, offset = 0): Uint8Array {
  const picture = (at: number) => [
    0x2c,
    at & 255,
    at >> 8,
    at & 255,
    at >> 8,
    1,
    0,
    1,
    0,
    0,
    2,
    2,
    0x4c,
    1,
    0,
  ];
  const pictures = Array.from({ length: frames }, (_, i) => picture(i === frames - 1 ? offset : 0));
  const comment = [0x21, 0xfe, 3, 0x2c, 0x2c, 0x2c, 0];
  return Uint8Array.from([
    ...new TextEncoder().encode('GIF89a'),
    ...[1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255],
    ...comment,
    ...pictures.flat(),
    0x3b,
  ]);
}

function png(...chunks: readonly [type: string, ...data: number[]][]): Uint8Array {
  const body = chunks.flatMap(([type, ...data]) => [
    ...[0, 0, 0, data.length],
    ...new TextEncoder().encode(type),
    ...data,
    ...[0, 0, 0, 0],
  ]);
  return Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...body]);
}

const IHDR = ['IHDR', 0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0] as const;

function codeOf(bytes: Uint8Array): number {
  try {
    readHeader(bytes);
    return 0;
  } catch (error) {
    return error instanceof FaceError ? error.code : Number.NaN;
  }
}

it('counts GIF frames, not frame markers inside other blocks', () => {
  expect(countGifFrames(gif(1))).toMatchObject({ count: 1 });
  expect(countGifFrames(gif(3))).toMatchObject({ count: 3 });
  expect(codeOf(gif(1))).toBe(0);
  expect(codeOf(gif(2))).toBe(-1400);
});

it('counts a frame outside the logical screen towards the size', () => {
  expect(countGifFrames(gif(1, 60_000))).toMatchObject({ width: 60_001, height: 60_001 });
  expect(codeOf(gif(1, 60_000))).toBe(-1102);
});

it('stays inside a GIF that is cut off anywhere', () => {
  const whole = gif(2);
  for (let end = 0; end < whole.length; end++)
    expect(() => countGifFrames(whole.subarray(0, end))).not.toThrow();
});

it('refuses an animated PNG, and takes one whose animation chunk comes too late', () => {
  const animation = ['acTL', 0, 0, 0, 2, 0, 0, 0, 0] as const;
  expect(codeOf(png([...IHDR], [...animation], ['IDAT', 0]))).toBe(-1400);
  expect(codeOf(png([...IHDR], ['IDAT', 0], [...animation]))).toBe(0);
});

it('tells nothing, no picture, a damaged one and a giant apart', () => {
  expect(codeOf(new Uint8Array())).toBe(-1300);
  expect(codeOf(new TextEncoder().encode('hello'))).toBe(-1400);
  expect(codeOf(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe(-1400);
  expect(codeOf(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).toBe(-1102);
  expect(codeOf(png(['IHDR', 0, 1, 0, 0, 0, 1, 0, 0, 8, 0, 0, 0, 0], ['IDAT', 0]))).toBe(-1102);
});

/** An AVIF header: file type, and a meta box that holds image sizes and a crop. */
function avif(brand: string, ...sizes: readonly (readonly [number, number])[]): Uint8Array {
  const u32 = (value: number) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
  const box = (type: string, ...data: number[]) => [
    ...u32(data.length + 8),
    ...new TextEncoder().encode(type),
    ...data,
  ];
  const properties = sizes.flatMap(([w, h]) => box('ispe', 0, 0, 0, 0, ...u32(w), ...u32(h)));
  const crop = box('clap', ...u32(10), ...u32(16_374), ...u32(10), ...u32(1), ...Array(16).fill(0));
  return Uint8Array.from([
    ...box('ftyp', ...new TextEncoder().encode(`${brand}\0\0\0\0mif1`)),
    ...box('meta', 0, 0, 0, 0, ...box('iprp', ...box('ipco', ...properties, ...crop))),
  ]);
}

it('measures AVIF by its largest stored image, whatever a crop says, and refuses sequences', () => {
  expect(codeOf(avif('avif', [200, 100]))).toBe(0);
  expect(readHeader(avif('avif', [64, 64], [200, 100]))).toMatchObject({ width: 200, height: 100 });
  expect(codeOf(avif('avif', [16_384, 16_384]))).toBe(-1102);
  expect(codeOf(avif('avif'))).toBe(-1102);
  expect(codeOf(avif('avis', [200, 100]))).toBe(-1400);
});
