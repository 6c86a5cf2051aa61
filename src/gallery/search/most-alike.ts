import type { Pair } from './pairs';

/** Counts pairs, and keeps those that are most alike. */
export class MostAlike {
  readonly #most: number;
  #pairs: Pair[] = [];
  #least = Number.NEGATIVE_INFINITY;
  /** How many there were. */
  count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(pair: Pair): void {
    this.count += 1;
    if (pair.confidence < this.#least) return;
    this.#pairs.push(pair);
    // Now and then, and not with each of them.
    if (this.#pairs.length < 2 * this.#most) return;
    this.#pairs = this.sorted();
    this.#least = this.#pairs[this.#most - 1].confidence;
  }

  /** The most alike first. */
  sorted(): Pair[] {
    return this.#pairs.sort((a, b) => b.confidence - a.confidence).slice(0, this.#most);
  }
}
