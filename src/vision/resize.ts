import type { Box } from '../protocol';
import { GREEN, OPAQUE, OUTER, type Pixels, packed } from './resample';

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
 * Samples a region (px of the picture) bilinearly from a patch that covers what lies of it in the picture; then
 * turns it. Pixel i covers [i, i + 1), so its centre is i + ½. At the border the last pixels are repeated up to
 * the picture's edge; beyond it is black.
 */
export function resize(
  { pixels, x, y, reduction }: Patch,
  picture: { readonly width: number; readonly height: number },
  region: Box,
  width: number,
  height: number,
  turns: QuarterTurns,
): ImageData {
  const columns = sampleAxis(
    region.x,
    region.width / width,
    width,
    picture.width,
    x,
    reduction,
    pixels.width,
  );
  const rows = sampleAxis(
    region.y,
    region.height / height,
    height,
    picture.height,
    y,
    reduction,
    pixels.height,
  );
  const upright = turns % 2 === 0;
  const result = new ImageData(upright ? width : height, upright ? height : width);
  const { start, alongRow, alongColumn } = placement(width, height, turns);
  const from = packed(pixels);
  const out = packed(result).fill(OPAQUE);
  const { low, high, part } = columns;
  for (let v = 0; v < height; v++) {
    if (rows.low[v] < 0) continue;
    const top = rows.low[v] * pixels.width;
    const bottom = rows.high[v] * pixels.width;
    const down = rows.part[v];
    let to = start + v * alongColumn;
    for (let u = 0; u < width; u++, to += alongRow) {
      const left = low[u];
      if (left < 0) continue;
      const right = high[u];
      const across = part[u];
      const above = mix(from[top + left], from[top + right], across);
      const below = mix(from[bottom + left], from[bottom + right], across);
      out[to] = mix(above, below, down);
    }
  }
  return result;
}

/** `part`/256 of b, the rest a; opaque. */
function mix(a: number, b: number, part: number): number {
  const rest = 256 - part;
  const outer = Math.imul(a & OUTER, rest) + Math.imul(b & OUTER, part) + 0x800080;
  const green = Math.imul(a & GREEN, rest) + Math.imul(b & GREEN, part) + 0x8000;
  return ((outer >>> 8) & OUTER) | ((green >>> 8) & GREEN) | OPAQUE;
}

interface Samples {
  /** Index of the pixel before the sample's place, −1 when that is outside the picture. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Weight of `high` in 256ths. */
  readonly part: Int32Array;
}

/** Where `count` samples, `step` picture pixels apart, lie among the `size` pixels of a patch. */
function sampleAxis(
  start: number,
  step: number,
  count: number,
  limit: number,
  offset: number,
  reduction: number,
  size: number,
): Samples {
  const low = new Int32Array(count).fill(-1);
  const high = new Int32Array(count);
  const part = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const inPicture = start + (i + 0.5) * step;
    if (!(inPicture >= 0 && inPicture < limit)) continue;
    const at = Math.min(size - 1, Math.max(0, (inPicture - offset) / reduction - 0.5));
    low[i] = Math.floor(at);
    high[i] = Math.min(size - 1, low[i] + 1);
    part[i] = Math.round((at - low[i]) * 256);
  }
  return { low, high, part };
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
