import { dot } from '../../src/match';
import { type ImpostorScores, thresholdAt } from './impostors';
import type { Pair } from './pairs';
import type { Templates } from './templates';

export interface ErrorRate {
  readonly fmr: number;
  readonly threshold: number;
  /** Labelled same-person pairs below the threshold, or with a face not found. */
  readonly missed: number;
  readonly genuine: number;
  readonly fnmr: number;
}

/** A pair's similarity; −1 when a face was not found, which counts as "different". */
function similarityOf(templates: Templates, { a, b }: Pair): number {
  const left = templates.get(a);
  const right = templates.get(b);
  return left && right ? dot(left, right) : -1;
}

/** FNMR of the labelled same-person pairs at thresholds taken from all impostor comparisons. */
export function fnmrAt(
  templates: Templates,
  pairs: readonly Pair[],
  impostors: ImpostorScores,
  fmrs: readonly number[],
): ErrorRate[] {
  const genuine = pairs.filter((pair) => pair.same).map((pair) => similarityOf(templates, pair));
  return fmrs
    .filter((fmr) => fmr * impostors.comparisons >= 1)
    .map((fmr) => {
      const threshold = thresholdAt(impostors, fmr);
      const missed = genuine.filter((similarity) => similarity < threshold).length;
      return { fmr, threshold, missed, genuine: genuine.length, fnmr: missed / genuine.length };
    });
}

/** LFW's protocol: per fold, the threshold that is best on the other folds; mean and standard error. */
export function accuracy(
  templates: Templates,
  pairs: readonly Pair[],
): { mean: number; standardError: number } {
  const scored = pairs.map((pair) => ({ ...pair, similarity: similarityOf(templates, pair) }));
  const folds = [...new Set(scored.map((pair) => pair.fold))];
  const rates = folds.map((fold) => {
    const others = scored.filter((pair) => pair.fold !== fold);
    const threshold = bestThreshold(others.length > 0 ? others : scored);
    const own = scored.filter((pair) => pair.fold === fold);
    return own.filter((pair) => pair.similarity >= threshold === pair.same).length / own.length;
  });
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / Math.max(1, rates.length - 1);
  return { mean, standardError: Math.sqrt(variance / rates.length) };
}

/** The similarity that sorts most pairs rightly. */
function bestThreshold(pairs: readonly { same: boolean; similarity: number }[]): number {
  const sorted = [...pairs].sort((a, b) => a.similarity - b.similarity);
  // Below the lowest: everything counts as the same person.
  let right = sorted.filter((pair) => pair.same).length;
  let best = { right, threshold: -1 };
  sorted.forEach((pair, i) => {
    right += pair.same ? -1 : 1;
    const next = sorted[i + 1]?.similarity ?? 1;
    if (right > best.right) best = { right, threshold: (pair.similarity + next) / 2 };
  });
  return best.threshold;
}
