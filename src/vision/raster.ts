import type { Pixels } from '../pixels';
import type { Box } from '../protocol';
import { Scratch } from '../runtime';
import { halve } from './resample';
import { type Patch, type QuarterTurns, resize } from './resize';

/**
 * Pixels that are read at least, a row and a column, for each pixel of a reduced copy, so that a large photo takes little more
 * time than a small one: the copy's own filter still averages eight of them, and mostly more (docs/decisions/022).
 */
const LEAST_READ = 2.8;

/** A picture's reduction is done by then; only very long ones, of few rows, come near. */
const MOST_HALVINGS = 6;

/** Rows read at a time: what is reduced at once stays in the processor's cache. */
const BAND_ROWS = 2 ** MOST_HALVINGS;

/**
 * A decoded, upright picture that hands out copies of its parts. Close it: bitmaps are not collected soon.
 *
 * The platform only picks pixels, which gives the same numbers everywhere; what blends them is code of this
 * folder. Browsers' own scaling differs so much that another face may be the largest (docs/decisions/010).
 */
export class Raster {
  readonly width: number;
  readonly height: number;
  /** Size of the picture that this may be a reduced copy of, px. */
  readonly full: { readonly width: number; readonly height: number };
  readonly #bitmap: ImageBitmap;

  constructor(bitmap: ImageBitmap, full: Raster['full'] = bitmap) {
    this.#bitmap = bitmap;
    this.full = { width: full.width, height: full.height };
    this.width = bitmap.width;
    this.height = bitmap.height;
  }

  /** `region` (px) scaled to `width` × `height` and then turned; outside the picture is black. */
  copy(region: Box, width: number, height: number, turns: QuarterTurns = 0, reach = 1): Pixels {
    const reduction = Math.min(region.width / width, region.height / height);
    const stride = Math.max(1, Math.floor(reduction / LEAST_READ));
    const patch = this.#read(region, stride, Math.floor(Math.log2(reduction / stride)));
    const { pixels } = patch;
    // Whole pixels of the picture, unscaled: nothing to blend.
    const plain = turns === 0 && patch.reduction === 1 && pixels.width === width && pixels.height === height;
    return plain && patch.x === region.x && patch.y === region.y
      ? { data: pixels.data.slice(), width, height }
      : resize(patch, this, region, width, height, turns, reach);
  }

  /** What of `region` (px) lies in the picture, unscaled, or one pixel of every `stride` × `stride`; valid until the next look. */
  pick(region: Box, stride: number): Patch {
    return this.#read(region, stride, 0);
  }

  close(): void {
    this.#bitmap.close();
  }

  /** What of a region lies in the picture, at least a pixel: every `most`-th pixel at most, halved at most that often. */
  #read(region: Box, most: number, mostHalvings: number): Patch {
    const [left, right] = inside(region.x, region.width, this.width);
    const [top, bottom] = inside(region.y, region.height, this.height);
    const narrow = Math.ceil(Math.min(right - left, bottom - top) / 2);
    const stride = Math.max(1, Math.min(narrow, most));
    // The middle of an even block lies between pixels, where platforms might round differently.
    const shift = stride % 2 === 0 ? 0.5 : 0;
    const columns = Math.floor((right - left - shift) / stride);
    const rows = Math.floor((bottom - top - shift) / stride);
    const halvings = Math.min(MOST_HALVINGS, Math.max(0, mostHalvings));
    const [x, y] = [left + shift, top + shift];
    const pixels = this.#readReduced(x, y, columns, rows, stride, halvings);
    return { pixels, x, y, reduction: stride * 2 ** halvings };
  }

  /**
   * The middle pixel of every `stride` × `stride` block from (x, y) on, and the result halved; where blocks are
   * missing for that, the last ones are repeated.
   */
  #readReduced(
    x: number,
    y: number,
    columns: number,
    rows: number,
    stride: number,
    halvings: number,
  ): Pixels {
    const up = (count: number) => Math.ceil(count / 2 ** halvings) * 2 ** halvings;
    const context = bandOf(up(columns));
    const { canvas } = context;
    const width = up(columns) >> halvings;
    const height = up(rows) >> halvings;
    const data = new Uint8ClampedArray(memory.take(width * height * 4), 0, width * height * 4);
    for (let row = 0; row < rows; row += BAND_ROWS) {
      const count = Math.min(BAND_ROWS, rows - row);
      context.clearRect(0, 0, up(columns), BAND_ROWS);
      const [wide, high] = [columns * stride, count * stride];
      context.drawImage(this.#bitmap, x, y + row * stride, wide, high, 0, 0, columns, count);
      const [right, below] = [up(columns) - columns, up(count) - count];
      if (right > 0) context.drawImage(canvas, columns - 1, 0, 1, count, columns, 0, right, count);
      if (below > 0) {
        context.drawImage(canvas, 0, count - 1, up(columns), 1, 0, count, up(columns), below);
      }
      const read = context.getImageData(0, 0, up(columns), up(count));
      const band = halvings > 0 ? halve(read, halvings) : read;
      data.set(band.data, (row >> halvings) * width * 4);
      drain.postMessage(null, [read.data.buffer]);
    }
    return { data, width, height };
  }
}

const memory = new Scratch();

/**
 * Throws away what it is sent, since its other end is closed. What a canvas hands out is otherwise kept until the browser has looked
 * through all of the worker's memory, and makes it do so after every twentieth picture (docs/decisions/021).
 */
const { port1: drain, port2: closed } = new MessageChannel();
closed.close();

let kept: OffscreenCanvasRenderingContext2D | undefined;

/** The worker's one canvas to read through, of at least that width: making one takes longer than reading from it. */
function bandOf(width: number): OffscreenCanvasRenderingContext2D {
  if (kept !== undefined && kept.canvas.width >= width) return kept;
  const context = new OffscreenCanvas(width, BAND_ROWS).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this worker has no 2d canvas');
  context.imageSmoothingEnabled = false;
  kept = context;
  return context;
}

/** The part of a span inside the picture, in whole pixels, at least one. */
function inside(start: number, length: number, limit: number): [low: number, high: number] {
  const low = Math.min(limit - 1, Math.max(0, Math.floor(start)));
  return [low, Math.max(low + 1, Math.min(limit, Math.ceil(start + length)))];
}
