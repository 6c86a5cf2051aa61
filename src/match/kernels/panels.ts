import { outOfMemory } from '../../protocol';

const PAGE = 65_536;
/** Pages before the first panel. */
const FIRST = 2;
/** Rows of a panel, a multiple of 4: enough that calling a kernel costs nothing, and few, since memory grows by a panel. */
export const PANEL_ROWS = 4096;
/** Rows are padded with zeros to whole steps of the kernels' loops: 32 numbers of 32 bits, 128 of 8. */
const STEP_BYTES = 128;
/** The first pages: the probe as it is, the quantised probe, numbers that a kernel keeps, a panel's results, places among them. */
export const PROBE = 0;
export const QUANTISED_PROBE = 20_480;
export const MOST = 36_864;
export const OUT = 40_960;
export const PLACES = PAGE;
/** The longest probe that fits there. */
const MAX_DIMENSION = 4096;

/**
 * One WebAssembly memory with rows in panels, which grows in place. A panel holds 4096 rows of 32-bit numbers and, where they
 * are quantised, the same rows of 8-bit numbers, their scales and their sums.
 */
export class Panels {
  readonly memory = new WebAssembly.Memory({ initial: FIRST + 1 });
  /** Bytes of a row. */
  readonly stride: number;
  /** Bytes of a quantised row. */
  readonly quantisedStride: number;
  readonly #panelBytes: number;
  #capacity = 0;
  #f32: Float32Array;

  constructor(dimension: number, quantised: boolean) {
    if (!(dimension >= 1 && dimension <= MAX_DIMENSION)) {
      throw new RangeError(`templates of ${dimension} numbers: 1 to ${MAX_DIMENSION} are possible`);
    }
    this.stride = Math.ceil((dimension * 4) / STEP_BYTES) * STEP_BYTES;
    this.quantisedStride = Math.ceil(dimension / STEP_BYTES) * STEP_BYTES;
    this.#panelBytes = PANEL_ROWS * (this.stride + (quantised ? this.quantisedStride + 8 : 0));
    this.#f32 = new Float32Array(this.memory.buffer);
  }

  /** All memory as 32-bit numbers. Growing takes earlier views away. */
  get f32(): Float32Array {
    if (this.#f32.buffer !== this.memory.buffer) this.#f32 = new Float32Array(this.memory.buffer);
    return this.#f32;
  }

  /** Throws FaceError 213 `out_of_memory`. */
  reserve(rows: number): void {
    const panels = Math.ceil(rows / PANEL_ROWS);
    if (panels * PANEL_ROWS <= this.#capacity) return;
    // A page more: kernels that take four rows at a time look at up to three behind the last.
    const pages = Math.ceil((FIRST * PAGE + panels * this.#panelBytes) / PAGE) + 1;
    try {
      this.memory.grow(pages - this.memory.buffer.byteLength / PAGE);
    } catch (cause) {
      throw outOfMemory(`a search of ${rows} templates`, pages * PAGE, cause);
    }
    this.#capacity = panels * PANEL_ROWS;
  }

  /** Address of a row. */
  row(row: number): number {
    return this.#panel(row) + (row % PANEL_ROWS) * this.stride;
  }

  /** Addresses of a row's quantised numbers, its scale and its sum. */
  quantised(row: number): { readonly q: number; readonly scale: number; readonly sum: number } {
    const within = row % PANEL_ROWS;
    const q = this.#panel(row) + PANEL_ROWS * this.stride;
    const scales = q + PANEL_ROWS * this.quantisedStride;
    return {
      q: q + within * this.quantisedStride,
      scale: scales + within * 4,
      sum: scales + (PANEL_ROWS + within) * 4,
    };
  }

  #panel(row: number): number {
    return FIRST * PAGE + Math.floor(row / PANEL_ROWS) * this.#panelBytes;
  }
}
