export interface GalleryCase {
  readonly faces: number;
  readonly dimension: number;
}

/** Milliseconds where nothing else is said. */
export interface GalleryRow extends GalleryCase {
  readonly persons: number;
  /** From starting the worker to the first answer of a search, with segments. */
  readonly openMs: number;
  /** The same without segments: everything is read from the records. */
  readonly openFromRecordsMs: number;
  readonly identifyMs: Spread;
  readonly verifyMs: Spread;
  readonly addFaceMs: Spread;
  readonly deletePersonMs: Spread;
  /** Bytes of the template vectors that a search holds, in all forms it holds them. */
  readonly vectorBytes: number;
  /** Bytes of WebAssembly memory that they lie in, and what else page and worker hold more than before it opened. */
  readonly heldBytes: number;
  readonly importMBps: number;
  readonly exportMBps: number;
  readonly fileBytes: number;
  readonly kernel: string;
}

export interface Spread {
  readonly p50: number;
  readonly p95: number;
}
