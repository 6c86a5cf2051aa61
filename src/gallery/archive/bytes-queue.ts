const LEAST_BYTES = 4096;

/** Bytes that come in parts of any size and are taken in parts of another, at a cost that grows as their number does. */
export class BytesQueue {
  #bytes = new Uint8Array(LEAST_BYTES);
  #from = 0;
  #to = 0;

  get length(): number {
    return this.#to - this.#from;
  }

  push(part: Uint8Array): void {
    if (this.#to + part.length > this.#bytes.length) this.#makeRoom(part.length);
    this.#bytes.set(part, this.#to);
    this.#to += part.length;
  }

  /** The first `count` bytes, of which there must be so many; they stay. */
  peek(count: number): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(this.#from, this.#from + count);
  }

  take(count: number): Uint8Array<ArrayBuffer> {
    const bytes = this.peek(count);
    this.#from += count;
    return bytes;
  }

  /** What is here moves to the beginning: of the same bytes where that frees half of them, or else of twice as many. */
  #makeRoom(more: number): void {
    const { length } = this;
    const needed = length + more;
    if (needed > this.#bytes.length / 2) {
      const larger = new Uint8Array(Math.max(2 * needed, LEAST_BYTES));
      larger.set(this.#bytes.subarray(this.#from, this.#to));
      this.#bytes = larger;
    } else {
      this.#bytes.copyWithin(0, this.#from, this.#to);
    }
    this.#from = 0;
    this.#to = length;
  }
}
