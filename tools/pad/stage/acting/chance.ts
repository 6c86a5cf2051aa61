import { mulberry32 } from '../../../random';

/** What a film draws by its seed, so that it can be made again. */
export class Chance {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = mulberry32(seed);
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)];
  }

  /** Mean 0, standard deviation about 1. */
  normal(): number {
    return (
      this.next() + this.next() + this.next() + this.next() - 2 + (this.next() + this.next() - 1) / Math.SQRT2
    );
  }
}
