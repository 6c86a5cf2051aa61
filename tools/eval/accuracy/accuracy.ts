/** Labelled pairs, ascending similarity. */
export interface LabelledScores {
  readonly similarity: ArrayLike<number>;
  readonly same: ArrayLike<number>;
  readonly fold: ArrayLike<number>;
}

export interface Accuracy {
  readonly mean: number;
  /** Of the mean over the folds; NaN with one fold. */
  readonly standardError: number;
  /** With one fold its own best threshold is used, which flatters. */
  readonly folds: number;
}

/** LFW's protocol: per fold, the threshold that is best on the other folds; the mean of the folds' rates. */
export function accuracy(scores: LabelledScores, weights?: ArrayLike<number>): Accuracy {
  const folds = [...new Set(Array.from(scores.fold))];
  const rates = folds
    .map((fold) => foldRate(scores, fold, folds.length === 1, weights))
    .filter((rate) => !Number.isNaN(rate));
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (rates.length - 1);
  return { mean, standardError: Math.sqrt(variance / rates.length), folds: folds.length };
}

/** The pairs in the order that `accuracy` asks for. */
export function sortLabelled({ similarity, same, fold }: LabelledScores): {
  scores: LabelledScores;
  order: number[];
} {
  const order = Array.from(similarity, (_, k) => k).sort((x, y) => similarity[x] - similarity[y]);
  const take = (values: ArrayLike<number>) => order.map((k) => values[k]);
  return { scores: { similarity: take(similarity), same: take(same), fold: take(fold) }, order };
}

/** NaN when the fold's pairs weigh nothing. */
function foldRate(scores: LabelledScores, fold: number, alone: boolean, weights?: ArrayLike<number>): number {
  const threshold = bestThreshold(scores, alone ? undefined : fold, weights);
  let [right, all] = [0, 0];
  for (let k = 0; k < scores.similarity.length; k++) {
    if (scores.fold[k] !== fold) continue;
    const weight = weights ? weights[k] : 1;
    all += weight;
    if (scores.similarity[k] >= threshold === (scores.same[k] === 1)) right += weight;
  }
  return right / all;
}

/** The similarity that sorts most pairs outside a fold rightly, halfway between two of theirs. */
function bestThreshold(
  { similarity, same, fold }: LabelledScores,
  without: number | undefined,
  weights?: ArrayLike<number>,
): number {
  // Relative to the lowest threshold, from which everything counts as the same person.
  let [gain, best, threshold] = [0, 0, -1];
  let [last, waiting] = [-1, false];
  for (let k = 0; k < similarity.length; k++) {
    if (fold[k] === without) continue;
    if (waiting && similarity[k] > last) {
      [best, threshold, waiting] = [gain, (last + similarity[k]) / 2, false];
    }
    gain += (same[k] === 1 ? -1 : 1) * (weights ? weights[k] : 1);
    last = similarity[k];
    waiting = gain > best;
  }
  return waiting ? (last + 1) / 2 : threshold;
}
