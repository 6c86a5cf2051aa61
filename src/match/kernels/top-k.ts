import type { TemplateBlock } from './types';

export interface RankedRow {
  readonly row: number;
  readonly similarity: number;
}

/**
 * The `k` rows most similar to the probe, best first, of equal ones the smaller row; the same whatever the kernel.
 *
 * Let v be the k-th largest scanned number and E the block's error bound. k rows have exact numbers of v − E or more, so
 * that each of the best k has, too, and then a scanned number of v − 2E or more. Only those are computed again.
 */
export function topK(block: TemplateBlock, probe: Float32Array, k: number): RankedRow[] {
  const scanned = new Float32Array(block.rows);
  block.scan(probe, 0, block.rows, scanned);
  const error = block.errorBound(probe);
  const least = kthLargest(scanned, k) - 2 * error;
  const found: RankedRow[] = [];
  for (let row = 0; row < scanned.length; row++) {
    if (scanned[row] >= least)
      found.push({ row, similarity: error > 0 ? block.exact(probe, row) : scanned[row] });
  }
  return found.sort((a, b) => b.similarity - a.similarity || a.row - b.row).slice(0, k);
}

/** −Infinity when there are fewer. */
function kthLargest(numbers: Float32Array, k: number): number {
  /** The largest so far, ascending. */
  const best: number[] = [];
  for (const number of numbers) {
    if (best.length === k && !(number > best[0])) continue;
    if (best.length === k) best.shift();
    let at = best.length;
    while (at > 0 && best[at - 1] > number) at--;
    best.splice(at, 0, number);
  }
  return best.length === k && k > 0 ? best[0] : Number.NEGATIVE_INFINITY;
}
