/** Faces of all calls together that are kept at once: 270 KB each. */
const MOST_FACES = 64;
/** Longer than any call takes that is not given up. A page that is gone releases nothing. */
const KEPT_MS = 120_000;

interface Kept {
  readonly chips: readonly (Float32Array | undefined)[];
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Faces as the second embedder wants to see them, cut out while their picture was there, for as long as it may be asked. Of more than fit
 * the oldest calls' go first, and of one call the first faces, which are the largest, stay.
 */
export class KeptFaces {
  readonly #calls = new Map<string, Kept>();

  /** The chips of a call, in the order of its extractions; undefined for a face that has none. */
  keep(call: string, chips: readonly (Float32Array | undefined)[]): void {
    this.release(call);
    const kept = chips.slice(0, MOST_FACES);
    for (const [oldest] of this.#calls) {
      if (this.#count() + kept.length <= MOST_FACES) break;
      this.release(oldest);
    }
    this.#calls.set(call, { chips: kept, timer: setTimeout(() => this.release(call), KEPT_MS) });
  }

  /** Undefined for a face that is not kept, or no longer. */
  chip(call: string, face: number): Float32Array | undefined {
    return this.#calls.get(call)?.chips[face];
  }

  release(call: string): void {
    clearTimeout(this.#calls.get(call)?.timer);
    this.#calls.delete(call);
  }

  #count(): number {
    return [...this.#calls.values()].reduce((sum, { chips }) => sum + chips.length, 0);
  }
}
