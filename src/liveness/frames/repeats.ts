import type { Observation } from './observation';

/** A camera that stutters hands over the same frame for a moment; one that stands still for so long shows a picture. */
const FROZEN_MS = 800;
const FROZEN_FRAMES = 5;
/** Frames that come again after others, of which no camera makes one: noise never repeats. */
const MOST_RETURNS = 1;

/** Looks for frames that are equal to the last bit. */
export class Repeats {
  readonly #seen = new Set<number>();
  #last: number | undefined;
  #since = 0;
  #run = 0;
  #returns = 0;

  /** Whether what came so far was no camera's. */
  offer({ fingerprint, timeMs }: Observation): boolean {
    if (fingerprint === null) return this.repeated;
    if (fingerprint === this.#last) {
      this.#run += 1;
      if (this.#run >= FROZEN_FRAMES && timeMs - this.#since >= FROZEN_MS) this.#returns = Infinity;
    } else {
      if (this.#seen.has(fingerprint)) this.#returns += 1;
      this.#seen.add(fingerprint);
      [this.#last, this.#since, this.#run] = [fingerprint, timeMs, 1];
    }
    return this.repeated;
  }

  get repeated(): boolean {
    return this.#returns > MOST_RETURNS;
  }

  /** Frames that came again after others. */
  get returns(): number {
    return this.#returns;
  }
}
