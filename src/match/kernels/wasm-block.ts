import { checkLength, checkProbe } from './check';
import { type F32Module, instantiate, type PickModule } from './modules';
import { OUT, PANEL_ROWS, Panels, PLACES, PROBE } from './panels';
import type { TemplateBlock } from './types';

/** Rows of 32-bit numbers in WebAssembly memory, scanned with SIMD. */
export class WasmBlock implements TemplateBlock {
  readonly dimension: number;
  rows = 0;
  /** Where the rows lie. */
  readonly panels: Panels;
  readonly #f32: F32Module;
  readonly #pick: PickModule;

  constructor(dimension: number, quantised = false) {
    this.dimension = dimension;
    this.panels = new Panels(dimension, quantised);
    this.#f32 = instantiate('f32', this.panels.memory);
    this.#pick = instantiate('pick', this.panels.memory);
  }

  get byteLength(): number {
    return this.panels.memory.buffer.byteLength;
  }

  reserve(rows: number): void {
    this.panels.reserve(rows);
  }

  append(templates: Float32Array): void {
    const { dimension, panels } = this;
    const count = checkLength(templates, dimension);
    panels.reserve(this.rows + count);
    const from = this.rows;
    if (panels.stride === dimension * 4) this.#copyPanels(templates, count);
    else {
      for (let i = 0; i < count; i++)
        this.write(from + i, templates.subarray(i * dimension, (i + 1) * dimension));
    }
    this.rows += count;
    this.wrote(from, this.rows);
  }

  remove(row: number): number {
    const last = this.rows - 1;
    this.write(row, this.get(last));
    this.wrote(row, row + 1);
    this.panels.f32.fill(0, this.panels.row(last) / 4, (this.panels.row(last) + this.panels.stride) / 4);
    this.wrote(last, last + 1);
    this.rows = last;
    return last;
  }

  get(row: number): Float32Array {
    const at = this.panels.row(row) / 4;
    return this.panels.f32.subarray(at, at + this.dimension);
  }

  scan(probe: Float32Array, from: number, to: number, out: Float32Array): void {
    this.load(probe);
    const { f32 } = this.panels;
    for (let row = from; row < to; ) {
      const count = countInPanel(row, to);
      this.scanPanel(row, count);
      out.set(f32.subarray(OUT / 4, OUT / 4 + count), row - from);
      row += count;
    }
  }

  scanAbove(
    probe: Float32Array,
    least: () => number,
    take: (row: number, similarity: number) => void,
    from = 0,
    to = this.rows,
  ): void {
    this.load(probe);
    const { f32, memory } = this.panels;
    const places = new Uint32Array(memory.buffer, PLACES, PANEL_ROWS);
    for (let row = from; row < to; ) {
      const count = countInPanel(row, to);
      this.scanPanel(row, count);
      // While the results are in the first cache.
      const found = this.#pick.pick(OUT, count, least(), PLACES);
      for (let i = 0; i < found; i++) take(row + places[i], f32[OUT / 4 + places[i]]);
      row += count;
    }
  }

  exact(probe: Float32Array, row: number): number {
    this.#take(probe);
    this.#f32.scan(this.panels.row(row), PROBE, OUT, 1, this.panels.stride);
    return this.panels.f32[OUT / 4];
  }

  errorBound(_probe: Float32Array): number {
    return 0;
  }

  /** Writes the similarities of rows within one panel to OUT. */
  protected scanPanel(row: number, count: number): void {
    this.#f32.scan(this.panels.row(row), PROBE, OUT, count, this.panels.stride);
  }

  /** Called when rows [from, to) have changed. */
  protected wrote(_from: number, _to: number): void {}

  /** Brings the probe into the memory, as a scan needs it. */
  protected load(probe: Float32Array): void {
    this.#take(probe);
  }

  protected write(row: number, template: Float32Array): void {
    this.panels.f32.set(template, this.panels.row(row) / 4);
  }

  #take(probe: Float32Array): void {
    checkProbe(probe, this.dimension);
    const { f32, stride } = this.panels;
    f32.fill(0, PROBE / 4, (PROBE + stride) / 4);
    f32.set(probe, PROBE / 4);
  }

  /** Whole panels at once, where rows need no padding. */
  #copyPanels(templates: Float32Array, count: number): void {
    const { f32 } = this.panels;
    for (let done = 0; done < count; ) {
      const row = this.rows + done;
      const fits = Math.min(count - done, PANEL_ROWS - (row % PANEL_ROWS));
      const part = templates.subarray(done * this.dimension, (done + fits) * this.dimension);
      f32.set(part, this.panels.row(row) / 4);
      done += fits;
    }
  }
}

/** Of the rows [row, to), those in the first one's panel. */
function countInPanel(row: number, to: number): number {
  return Math.min(to, (Math.floor(row / PANEL_ROWS) + 1) * PANEL_ROWS) - row;
}
