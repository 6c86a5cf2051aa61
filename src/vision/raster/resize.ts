import type { Pixels, Workspace } from '../../pixels';
import type { Box } from '../../protocol';
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
  workspace: Workspace,
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
  const upright = blend(workspace, pixels, columns, rows);
  return turns === 0 ? upright : turned(upright, turns);
}

/** Weighted means of the pixels across, of every row that is read, and then down. */
function blend(workspace: Workspace, pixels: Pixels, columns: Samples, rows: Samples): Pixels {
  const width = columns.first.length;
  const height = rows.first.length;
  const [begin, end] = extent(rows, pixels.height);
  workspace.begin();
  const from = workspace.put(pixels.data);
  const [acrossFirst, acrossWeights] = [workspace.put(columns.first), workspace.put(columns.weights)];
  const [downFirst, downWeights] = [workspace.put(rows.first), workspace.put(rows.weights)];
  const across = workspace.take(width * pixels.height * 4);
  const out = workspace.take(width * height * 4);
  workspace.kernels.across(
    from,
    pixels.width,
    begin,
    end,
    acrossFirst,
    acrossWeights,
    columns.taps,
    width,
    across,
  );
  workspace.kernels.down(across, width, downFirst, downWeights, rows.taps, height, out);
  return { data: workspace.bytes(out, width * height * 4).slice(), width, height };
}

/** The rows that any sample reads. */
function extent({ first, taps }: Samples, size: number): [begin: number, end: number] {
  const used = first.filter((at) => at >= 0);
  return used.length === 0 ? [0, 0] : [used[0], Math.min(size, used[used.length - 1] + taps)];
}

function turned(upright: Pixels, turns: QuarterTurns): Pixels {
  const { width, height } = upright;
  const { start, alongRow, alongColumn } = placement(width, height, turns);
  const from = packed(upright);
  const result = { data: new Uint8ClampedArray(width * height * 4), width, height };
  const to = packed(result);
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) to[start + v * alongColumn + u * alongRow] = from[v * width + u];
  }
  return turns === 2 ? result : { ...result, width: height, height: width };
}

/** The same memory, a pixel a number. */
function packed({ data, width, height }: Pixels): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, width * height);
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
