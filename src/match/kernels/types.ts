/** Kernels of the product, the same loop in several ways. */
export const KERNELS = ['js-f32', 'wasm-f32', 'wasm-int8', 'wasm-int8-relaxed'] as const;

export type KernelName = (typeof KERNELS)[number];

/** Templates of one dimension, row by row, in memory that a kernel scans. */
export interface TemplateBlock {
  readonly dimension: number;
  /** Rows in use. */
  readonly rows: number;
  /** All memory held, in bytes. */
  readonly byteLength: number;
  /** Makes room for that many rows at once. FaceError 213 `out_of_memory` when the memory cannot be had. */
  reserve(rows: number): void;
  /** Adds templates that lie one after another. RangeError for other lengths. */
  append(templates: Float32Array): void;
  /** Removes a row: the last one moves there, and where that was is overwritten. Returns the row that moved. */
  remove(row: number): number;
  /** A view that lasts until the block changes. */
  get(row: number): Float32Array;
  /** Writes the similarities of the rows [from, to) to out[0…to − from), each within `errorBound` of `exact`. */
  scan(probe: Float32Array, from: number, to: number, out: Float32Array): void;
  /**
   * Scans the rows [from, to), all of them unless said otherwise, and hands over those whose numbers are `least()` or more, in their
   * order. `least` is asked now and then: it may rise meanwhile.
   */
  scanAbove(
    probe: Float32Array,
    least: () => number,
    take: (row: number, similarity: number) => void,
    from?: number,
    to?: number,
  ): void;
  /** Dot product of the probe and a row in 32-bit arithmetic: what an f32 kernel's `scan` gives, bit by bit. */
  exact(probe: Float32Array, row: number): number;
  /** Most that a scanned number may differ from `exact`; 0 for f32 kernels. */
  errorBound(probe: Float32Array): number;
}
