import type { TemplateBlock } from './types';

export interface RankedRow {
  readonly row: number;
  readonly similarity: number;
}

/**
 * The `k` rows most similar to the probe, best first, of equal ones the smaller row; the same whatever the kernel.
 *
 * Let v be the k-th largest scanned number and E the block's error bound. k rows have exact numbers of v − E or more, so
 * that each of the best k has, too, and then a scanned number of v − 2E or more. Only those are computed again. v is known
 * when all is scanned; what it is so far only lets more rows through.
 */
export function topK(block: TemplateBlock, probe: Float32Array, k: number): RankedRow[] {
  if (k === 0) return [];
  const margin = 2 * block.errorBound(probe);
  const best = new Largest(k);
  const found: RankedRow[] = [];
  block.scanAbove(
    probe,
    () => best.least - margin,
    (row, similarity) => {
      if (similarity < best.least - margin) return;
      best.add(similarity);
      found.push({ row, similarity });
    },
  );
  return found
    .filter(({ similarity }) => similarity >= best.least - margin)
    .map(({ row, similarity }) => ({ row, similarity: margin > 0 ? block.exact(probe, row) : similarity }))
    .sort((a, b) => b.similarity - a.similarity || a.row - b.row)
    .slice(0, k);
}

/** The largest few of many numbers. */
class Largest {
  /** Ascending; −Infinity stands for those that have not come. */
  readonly #numbers: number[];

  constructor(count: number) {
    this.#numbers = new Array<number>(count).fill(Number.NEGATIVE_INFINITY);
  }

  get least(): number {
    return this.#numbers[0];
  }

  add(number: number): void {
    const numbers = this.#numbers;
    if (number <= numbers[0]) return;
    let at = 1;
    while (at < numbers.length && numbers[at] < number) {
      numbers[at - 1] = numbers[at];
      at += 1;
    }
    numbers[at - 1] = number;
  }
}
