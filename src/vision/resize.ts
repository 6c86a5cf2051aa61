import type { Box } from '../protocol';
import { type Pixels, Scratch } from '../runtime';
import { GREEN, OPAQUE, OUTER, packed } from './resample';
import { type Samples, sampleAxis } from './samples';

/** Quarter turns, clockwise, applied to a copy. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** A part of a picture, reduced: pixel (i, j) is the mean of the `reduction`² picture pixels from (x + i·reduction, …). */
export interface Patch {
  readonly pixels: Pixels;
  readonly x: number;
  readonly y: number;
  readonly reduction: number;
}

/**
 * Samples a region (px of the picture) from a patch that covers what lies of it in the picture, across and then
 * down; then turns it. At the border the last pixels are repeated up to the picture's edge; beyond it is black.
 */
export function resize(
  { pixels, x, y, reduction }: Patch,
  picture: { readonly width: number; readonly height: number },
  region: Box,
  width: number,
  height: number,
  turns: QuarterTurns,
  reach: number,
): Pixels {
  const columns = sampleAxis(
    { start: region.x, step: region.width / width, count: width, limit: picture.width, reach },
    { start: x, reduction, size: pixels.width },
  );
  const rows = sampleAxis(
    { start: region.y, step: region.height / height, count: height, limit: picture.height, reach },
    { start: y, reduction, size: pixels.height },
  );
  const across = blendRows(pixels, rows, columns);
  const upright = turns % 2 === 0;
  const result: Pixels = {
    data: new Uint8ClampedArray(width * height * 4),
    width: upright ? width : height,
    height: upright ? height : width,
  };
  const { start, alongRow, alongColumn } = placement(width, height, turns);
  const out = packed(result).fill(OPAQUE);
  for (let v = 0; v < height; v++) {
    if (rows.first[v] < 0) continue;
    let to = start + v * alongColumn;
    for (let u = 0; u < width; u++, to += alongRow) {
      if (columns.first[u] >= 0) out[to] = blend(across, rows, v, u, width);
    }
  }
  return result;
}

const memory = new Scratch();

/** Every row that the vertical pass reads, scaled across. */
function blendRows(pixels: Pixels, rows: Samples, columns: Samples): Uint32Array {
  const { width, height } = pixels;
  const from = packed(pixels);
  const count = columns.first.length;
  const out = new Uint32Array(memory.take(count * height * 4), 0, count * height);
  const [begin, end] = extent(rows, height);
  for (let y = begin; y < end; y++) {
    const row = from.subarray(y * width, (y + 1) * width);
    for (let u = 0; u < count; u++) {
      if (columns.first[u] >= 0) out[y * count + u] = blend(row, columns, u, 0, 1);
    }
  }
  return out;
}

/** The rows that any sample reads. */
function extent({ first, taps }: Samples, size: number): [begin: number, end: number] {
  const used = first.filter((at) => at >= 0);
  return used.length === 0 ? [0, 0] : [used[0], Math.min(size, used[used.length - 1] + taps)];
}

/** The weighted mean of a sample's pixels, which lie `stride` apart from `offset` on; opaque. */
function blend(
  from: Uint32Array,
  { first, weights, taps }: Samples,
  sample: number,
  offset: number,
  stride: number,
): number {
  let outer = 0x800080;
  let green = 0x8000;
  let at = offset + first[sample] * stride;
  for (let k = sample * taps; k < (sample + 1) * taps; k++, at += stride) {
    const weight = weights[k];
    if (weight === 0) continue;
    const pixel = from[at];
    outer += Math.imul(pixel & OUTER, weight);
    green += Math.imul(pixel & GREEN, weight);
  }
  return ((outer >>> 8) & OUTER) | ((green >>> 8) & GREEN) | OPAQUE;
}

/** Where a turned copy's pixels go: index of the first, and steps to the next of a row and of a column. */
function placement(width: number, height: number, turns: QuarterTurns) {
  return [
    { start: 0, alongRow: 1, alongColumn: width },
    { start: height - 1, alongRow: height, alongColumn: -1 },
    { start: width * height - 1, alongRow: -1, alongColumn: -width },
    { start: (width - 1) * height, alongRow: -height, alongColumn: 1 },
  ][turns];
}
