/**
 * Memory for the numbers of one step, used again by the next picture. Made anew for every picture they would be half a megabyte that
 * the collector looks for (docs/decisions/021).
 */
export class Scratch {
  #buffer = new ArrayBuffer(0);

  /** At least so many bytes, with anything in them; valid until the next call. */
  take(bytes: number): ArrayBuffer {
    if (this.#buffer.byteLength < bytes) this.#buffer = new ArrayBuffer(bytes);
    return this.#buffer;
  }
}
