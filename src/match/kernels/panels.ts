const PAGE = 65_536;
/** Rows of a panel: a multiple of 4, and small, since memory grows by one at a time. */
export const PANEL_ROWS = 1024;
/** Rows are padded with zeros to whole steps of the kernels' loops. */
const STEP_BYTES = 128;
/** The first page: the probe as it is, the quantised probe, numbers that a kernel keeps, results of one panel. */
export const PROBE = 0;
export const QUANTISED_PROBE = 20_480;
export const MOST = 36_864;
export const OUT = 40_960;
/** The longest probe that fits there. */
const MAX_DIMENSION = 4096;

/**
 * One WebAssembly memory with rows in panels, which grows in place. A panel holds 1024 rows of 32-bit numbers and, where they
 * are quantised, the same rows of 8-bit numbers, their scales and their sums.
 */
export class Panels {
  readonly memory = new WebAssembly.Memory({ initial: 2 });
  /** Bytes of a row. */
  readonly stride: number;
  readonly #panelBytes: number;
  #capacity = 0;
  #f32: Float32Array;

  constructor(dimension: number, quantised: boolean) {
    if (!(dimension >= 1 && dimension <= MAX_DIMENSION)) {
      throw new RangeError(`templates of ${dimension} numbers: 1 to ${MAX_DIMENSION} are possible`);
    }
    this.stride = Math.ceil((dimension * 4) / STEP_BYTES) * STEP_BYTES;
    this.#panelBytes = PANEL_ROWS * (this.stride + (quantised ? this.stride / 4 + 8 : 0));
    this.#f32 = new Float32Array(this.memory.buffer);
  }

  /** All memory as 32-bit numbers. Growing takes earlier views away. */
  get f32(): Float32Array {
    if (this.#f32.buffer !== this.memory.buffer) this.#f32 = new Float32Array(this.memory.buffer);
    return this.#f32;
  }

  /** RangeError when the memory cannot be had. */
  reserve(rows: number): void {
    const panels = Math.ceil(rows / PANEL_ROWS);
    if (panels * PANEL_ROWS <= this.#capacity) return;
    // A page more: kernels that take four rows at a time look at up to three behind the last.
    const pages = Math.ceil((PAGE + panels * this.#panelBytes) / PAGE) + 1;
    try {
      this.memory.grow(pages - this.memory.buffer.byteLength / PAGE);
    } catch (cause) {
      throw new RangeError(`no memory for ${rows} templates (${pages * PAGE} bytes)`, { cause });
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
    const scales = q + (PANEL_ROWS * this.stride) / 4;
    return {
      q: q + (within * this.stride) / 4,
      scale: scales + within * 4,
      sum: scales + (PANEL_ROWS + within) * 4,
    };
  }

  #panel(row: number): number {
    return PAGE + Math.floor(row / PANEL_ROWS) * this.#panelBytes;
  }
}
