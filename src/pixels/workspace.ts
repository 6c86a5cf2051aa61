import { outOfMemory } from '../protocol';
import { type Kernels, kernelsOn } from './kernels';

const PAGE = 65_536;
/** Kernels that take several numbers at a time read and write so many bytes at most behind the last. */
const SPARE = 64;

/**
 * Kernels and their memory, for one picture after another. A step takes what it needs of it, from `begin` on, and copies out what is to outlast it: steps do not wait in their
 * middle, so that there is one at a time.
 */
export class Workspace {
  readonly kernels: Kernels;
  readonly #memory: WebAssembly.Memory;
  #used = 0;

  /** Throws what WebAssembly throws where it is refused, or has no SIMD. */
  constructor(memory = new WebAssembly.Memory({ initial: 1 })) {
    this.#memory = memory;
    this.kernels = kernelsOn(memory);
  }

  /** Gives back what the step before took. */
  begin(): void {
    this.#used = 0;
  }

  /** The place of so many bytes, with anything in them. Throws FaceError 213 `out_of_memory`. */
  take(bytes: number): number {
    const place = this.#used;
    this.#used = (place + bytes + SPARE + 15) & -16;
    const missing = this.#used - this.#memory.buffer.byteLength;
    if (missing > 0) this.#grow(Math.ceil(missing / PAGE));
    return place;
  }

  #grow(pages: number): void {
    try {
      this.#memory.grow(pages);
    } catch (cause) {
      throw outOfMemory('the picture', this.#used, cause);
    }
  }

  /** The place of a copy. */
  put({ buffer, byteOffset, byteLength }: ArrayBufferView): number {
    const place = this.take(byteLength);
    this.bytes(place, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
    return place;
  }

  /** What lies there, until more is taken. */
  bytes(place: number, length: number): Uint8ClampedArray<ArrayBuffer> {
    return new Uint8ClampedArray(this.#memory.buffer, place, length);
  }

  /** What lies there, until more is taken. */
  floats(place: number, length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#memory.buffer, place, length);
  }
}
