import { CODES, FaceError } from '../../protocol';

/** Parts that any file may have, however small: a photo's profiles and notes take some hundred at most. */
const FEW = 4096;
/** Bytes a further part must have on average: encoders that write as they go cut pixels into a few kilobytes. */
const BYTES_A_PART = 1024;

/**
 * Counts the segments, chunks, blocks or boxes of a file. Millions of empty ones fit into what a picture may have of bytes, and take a
 * decoder seconds, before it has seen a pixel.
 */
export class Parts {
  readonly #most: number;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#most = FEW + Math.floor(bytes.length / BYTES_A_PART);
  }

  /** Throws FaceError −1102 when there are too many. */
  count(): void {
    this.#count += 1;
    if (this.#count <= this.#most) return;
    throw new FaceError(
      CODES.UNDECODABLE,
      `the picture’s file has more than ${this.#most} parts; save it anew, without metadata`,
      { kind: 'too_large' },
    );
  }
}
