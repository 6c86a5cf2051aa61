/** One way of comparing a probe with many templates, filled with the same data as the others. */
export interface Contender {
  readonly name: string;
  /** What its time is for: similarities of all rows, the best of them, or only reading them. */
  readonly does: 'scan' | 'search' | 'read';
  /** Bytes of templates that one pass reads. */
  readonly bytes: number;
  /** Adds templates that lie one after another. */
  append(templates: Float32Array<ArrayBuffer>): void;
  /** One pass; a promise is waited for. */
  run(): unknown;
  /** Similarities of the first rows, where it computes any. */
  similarities?(rows: number): ArrayLike<number>;
}

export interface CosineCase {
  readonly rows: number;
  readonly dimension: number;
}

/** What `cosine.worker.ts` answers. */
export interface CosineService {
  measure(each: CosineCase, rounds: number, full: boolean): Promise<CosineRow[]>;
}

export interface CosineRow extends CosineCase {
  readonly name: string;
  readonly does: Contender['does'];
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly templatesPerSecond: number;
  readonly gigabytesPerSecond: number;
  /** Largest difference from the same sum in 64 bits, and in units of 2^-24; null for what computes no cosine. */
  readonly maxError: number | null;
  readonly maxErrorUlp: number | null;
  /** Why it was not measured. */
  readonly skipped?: string;
}
