import { type Int8Module, instantiate, type QuantiseModule } from './modules';
import { MOST, OUT, QUANTISED_PROBE } from './panels';
import { WasmBlock } from './wasm-block';

/** Relaxed SIMD wants the probe in 0…127: ±63 about 64. */
const RELAXED_RANGE = 63;
const RELAXED_SHIFT = 64;
/** As many steps as 16 bits and the sums of 32 bits allow: |Σ qᵗqᵖ| ≤ 127 · range · dimension < 2^31. */
const plainRange = (dimension: number) => Math.min(2 ** 14, Math.floor((2 ** 31 - 1) / (127 * dimension)));

/** Relative error of one rounding to 32 bits. */
const UNIT = 2 ** -24;

/**
 * Rows of 8-bit numbers with a scale each, a fourth of the memory to read, beside the 32-bit ones for exact numbers.
 *
 * With a row t = t̂ + r (t̂ = q · scale) and the probe p = p̂ + e, the scanned number is p̂·t̂, and by Cauchy and Schwarz
 *
 *   |p·t − p̂·t̂| = |p·r + e·t̂| ≤ |p|·|r| + |e|·|t̂|,  |t̂| ≤ |t| + |r|.
 *
 * |r| and |t| are measured when a row is written, and their largest values kept; |e| is measured with each probe. What
 * rounding adds is below: a sum of n products in 32 bits is off by at most n·2^-24·|p|·|t| (Higham 2002, 3.5), on the exact
 * side; the scan's integers are exact, and converting and scaling them rounds four times.
 */
export class Int8Block extends WasmBlock {
  readonly #relaxed: boolean;
  readonly #int8: Int8Module;
  readonly #quantise: QuantiseModule;
  /** Of the probe in the memory. */
  #scale = 0;

  constructor(dimension: number, relaxed: boolean) {
    super(dimension, true);
    this.#relaxed = relaxed;
    this.#int8 = instantiate(relaxed ? 'int8-relaxed' : 'int8', this.panels.memory);
    this.#quantise = instantiate('quantise', this.panels.memory);
  }

  override errorBound(probe: Float32Array): number {
    const { lost: e } = this.#quantiseProbe(probe);
    const length = Math.hypot(...probe);
    const [lost2, length2] = this.panels.f32.subarray(MOST / 4, MOST / 4 + 2);
    // Measured in 32 bits themselves.
    const measured = 1 + this.dimension * UNIT;
    const r = Math.sqrt(lost2 * measured);
    const t = Math.sqrt(length2 * measured);
    const quantised = length * r + e * (t + r);
    const rounded = UNIT * (this.dimension * length * t + 8 * (length + e) * (t + r));
    return quantised + rounded;
  }

  protected override wrote(from: number, to: number): void {
    const { panels } = this;
    for (let row = from; row < to; row++) {
      const { q, scale, sum } = panels.quantised(row);
      this.#quantise.quantise(panels.row(row), q, scale, sum, panels.stride, MOST);
    }
  }

  protected override scanPanel(row: number, count: number): void {
    const { q, scale, sum } = this.panels.quantised(row);
    this.#int8.scan(q, scale, sum, QUANTISED_PROBE, this.#scale, OUT, count, this.panels.quantisedStride);
  }

  protected override load(probe: Float32Array): void {
    super.load(probe);
    const { values, scale } = this.#quantiseProbe(probe);
    const padded = this.panels.quantisedStride;
    const { buffer } = this.panels.memory;
    if (this.#relaxed) {
      const target = new Uint8Array(buffer, QUANTISED_PROBE, padded);
      target.fill(RELAXED_SHIFT);
      target.set(values.map((value) => value + RELAXED_SHIFT));
    } else {
      const target = new Int16Array(buffer, QUANTISED_PROBE, padded);
      target.fill(0);
      target.set(values);
    }
    this.#scale = scale;
  }

  /** Whole numbers, what each stands for, and the length of what is lost. */
  #quantiseProbe(probe: Float32Array): { values: Int16Array; scale: number; lost: number } {
    const range = this.#relaxed ? RELAXED_RANGE : plainRange(this.dimension);
    let most = 0;
    for (const number of probe) most = Math.max(most, Math.abs(number));
    const scale = Math.fround(most / range);
    const values = new Int16Array(probe.length);
    let squares = 0;
    for (let k = 0; k < probe.length; k++) {
      const value = scale > 0 ? Math.max(-range, Math.min(range, Math.round(probe[k] / scale))) : 0;
      values[k] = value;
      squares += (probe[k] - value * scale) ** 2;
    }
    return { values, scale, lost: Math.sqrt(squares) };
  }
}
