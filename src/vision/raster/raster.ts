import type { Pixels } from '../../pixels';
import type { Box } from '../../protocol';
import type { Arena } from './arena';
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
  readonly arena: Arena;
  readonly #source: ImageBitmap | Pixels;

  /** The arena is used by all that is done with the picture; another one of the same arena waits until then. */
  constructor(source: ImageBitmap | Pixels, arena: Arena, full: Raster['full'] = source) {
    this.arena = arena;
    this.#source = source;
    this.full = { width: full.width, height: full.height };
    this.width = source.width;
    this.height = source.height;
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
      : resize(this.arena.workspace, patch, this, region, width, height, turns, reach);
  }

  /** What of `region` (px) lies in the picture, unscaled, or one pixel of every `stride` × `stride`; valid until the next look. */
  pick(region: Box, stride: number): Patch {
    return this.#read(region, stride, 0);
  }

  close(): void {
    if (this.#source instanceof ImageBitmap) this.#source.close();
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
    const source = this.#source;
    const width = up(columns) >> halvings;
    const height = up(rows) >> halvings;
    const data = new Uint8ClampedArray(this.arena.patch.take(width * height * 4), 0, width * height * 4);
    for (let row = 0; row < rows; row += BAND_ROWS) {
      const count = Math.min(BAND_ROWS, rows - row);
      const place = { x, y: y + row * stride, stride, columns, rows: count };
      const size = { width: up(columns), height: up(count) };
      const read =
        source instanceof ImageBitmap ? draw(source, place, size, this.arena) : pick(source, place, size);
      const band = halvings > 0 ? halve(this.arena.workspace, read, halvings) : read;
      data.set(band.data, (row >> halvings) * width * 4);
      drain.postMessage(null, [read.data.buffer]);
    }
    return { data, width, height };
  }
}

/** Where pixels are read: the middle one of every `stride` × `stride` block from (x, y) on. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly stride: number;
  readonly columns: number;
  readonly rows: number;
}

/** `columns` × `rows` pixels over a canvas; the last ones are repeated up to `size`. */
function draw(
  bitmap: ImageBitmap,
  { x, y, stride, columns, rows }: Place,
  { width, height }: Omit<Pixels, 'data'>,
  arena: Arena,
): Pixels {
  const context = arena.band(width, BAND_ROWS);
  const { canvas } = context;
  context.clearRect(0, 0, width, BAND_ROWS);
  context.drawImage(bitmap, x, y, columns * stride, rows * stride, 0, 0, columns, rows);
  const [right, below] = [width - columns, height - rows];
  if (right > 0) context.drawImage(canvas, columns - 1, 0, 1, rows, columns, 0, right, rows);
  if (below > 0) context.drawImage(canvas, 0, rows - 1, width, 1, 0, rows, width, below);
  return context.getImageData(0, 0, width, height);
}

/** The same from memory. */
function pick(
  { data, width: across }: Pixels,
  { x, y, stride, columns, rows }: Place,
  { width, height }: Omit<Pixels, 'data'>,
): Pixels {
  const from = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  const picked = new Uint32Array(width * height);
  const middle = (start: number, i: number) => Math.floor(start + (i + 0.5) * stride);
  for (let v = 0; v < height; v++) {
    const line = middle(y, Math.min(v, rows - 1)) * across;
    for (let u = 0; u < width; u++) {
      picked[v * width + u] = from[line + middle(x, Math.min(u, columns - 1))];
    }
  }
  return { data: new Uint8ClampedArray(picked.buffer), width, height };
}

/**
 * Throws away what it is sent, since its other end is closed. What a canvas hands out is otherwise kept until the browser has looked
 * through all of the worker's memory, and makes it do so after every twentieth picture (docs/decisions/021).
 */
const { port1: drain, port2: closed } = new MessageChannel();
closed.close();

/** The part of a span inside the picture, in whole pixels, at least one. */
function inside(start: number, length: number, limit: number): [low: number, high: number] {
  const low = Math.min(limit - 1, Math.max(0, Math.floor(start)));
  return [low, Math.max(low + 1, Math.min(limit, Math.ceil(start + length)))];
}
