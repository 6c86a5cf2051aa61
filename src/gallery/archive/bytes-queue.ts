/** Bytes that come in parts of any size and are taken in parts of another. */
export class BytesQueue {
  #parts: Uint8Array[] = [];
  length = 0;

  push(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#parts.push(part);
    this.length += part.length;
  }

  /** The first `count` bytes, of which there must be so many; they stay. */
  peek(count: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(count);
    let at = 0;
    for (const part of this.#parts) {
      if (at === count) break;
      const taken = part.subarray(0, count - at);
      bytes.set(taken, at);
      at += taken.length;
    }
    return bytes;
  }

  take(count: number): Uint8Array<ArrayBuffer> {
    const bytes = this.peek(count);
    let left = count;
    while (left > 0) {
      const [first] = this.#parts;
      if (first.length > left) {
        this.#parts[0] = first.subarray(left);
        break;
      }
      left -= first.length;
      this.#parts.shift();
    }
    this.length -= count;
    return bytes;
  }
}
