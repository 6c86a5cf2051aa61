import { checkLength, checkProbe } from './check';
import type { TemplateBlock } from './types';

/** Plain JavaScript over one flat array, for where there is no SIMD, and to compare with. */
export class JsBlock implements TemplateBlock {
  readonly dimension: number;
  rows = 0;
  #data: Float32Array;

  constructor(dimension: number) {
    this.dimension = dimension;
    this.#data = new Float32Array(dimension * 16);
  }

  get byteLength(): number {
    return this.#data.byteLength;
  }

  reserve(rows: number): void {
    const wanted = rows * this.dimension;
    if (wanted <= this.#data.length) return;
    const grown = new Float32Array(wanted);
    grown.set(this.#data.subarray(0, this.rows * this.dimension));
    this.#data = grown;
  }

  append(templates: Float32Array): void {
    const count = checkLength(templates, this.dimension);
    const wanted = this.rows + count;
    // By a quarter, so that many small additions do not copy all each time.
    if (wanted * this.dimension > this.#data.length)
      this.reserve(Math.max(wanted, Math.ceil(this.rows * 1.25)));
    this.#data.set(templates, this.rows * this.dimension);
    this.rows = wanted;
  }

  remove(row: number): number {
    const { dimension } = this;
    const last = this.rows - 1;
    this.#data.copyWithin(row * dimension, last * dimension, this.rows * dimension);
    this.#data.fill(0, last * dimension, this.rows * dimension);
    this.rows = last;
    return last;
  }

  get(row: number): Float32Array {
    return this.#data.subarray(row * this.dimension, (row + 1) * this.dimension);
  }

  scan(probe: Float32Array, from: number, to: number, out: Float32Array): void {
    checkProbe(probe, this.dimension);
    for (let row = from; row < to; row++) out[row - from] = dotAt(this.#data, row * this.dimension, probe);
  }

  scanAbove(
    probe: Float32Array,
    least: () => number,
    take: (row: number, similarity: number) => void,
    from = 0,
    to = this.rows,
  ): void {
    checkProbe(probe, this.dimension);
    let limit = least();
    for (let row = from; row < to; row++) {
      const similarity = Math.fround(dotAt(this.#data, row * this.dimension, probe));
      if (similarity < limit) continue;
      take(row, similarity);
      limit = least();
    }
  }

  exact(probe: Float32Array, row: number): number {
    return Math.fround(dotAt(this.#data, row * this.dimension, checkProbe(probe, this.dimension)));
  }

  errorBound(): number {
    return 0;
  }
}

/** Four sums side by side: an addition waits for the one before it. */
function dotAt(data: Float32Array, at: number, probe: Float32Array): number {
  const even = probe.length & ~3;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let k = 0; k < even; k += 4) {
    a += probe[k] * data[at + k];
    b += probe[k + 1] * data[at + k + 1];
    c += probe[k + 2] * data[at + k + 2];
    d += probe[k + 3] * data[at + k + 3];
  }
  for (let k = even; k < probe.length; k++) a += probe[k] * data[at + k];
  return a + b + (c + d);
}
