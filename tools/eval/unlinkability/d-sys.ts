/** Bins at most, and mated scores that one bin needs on the average: those of the authors' own program. */
const MOST_BINS = 100;
const SCORES_PER_BIN = 10;

/**
 * Global measure D↔sys of how well scores tell mated templates from non-mated ones, 0 (not at all) to 1 (always): Gomez-Barrero, Galbally,
 * Rathgeb, Busch, "General Framework to Evaluate Unlinkability in Biometric Template Protection Systems", 2018, with equal odds (ω = 1).
 * Histograms stand for the densities, so that few scores give more than 0 where nothing can be told: see `byChance`.
 */
export function unlinkability(mated: Float32Array, nonMated: Float32Array): number {
  const bins = Math.max(2, Math.min(MOST_BINS, Math.floor(mated.length / SCORES_PER_BIN)));
  const [least, most] = rangeOf(mated, nonMated);
  const scale = most > least ? bins / (most - least) : 0;
  const of = (scores: Float32Array) => {
    const shares = new Float64Array(bins);
    for (const score of scores)
      shares[Math.min(bins - 1, Math.floor((score - least) * scale))] += 1 / scores.length;
    return shares;
  };
  const [likely, unlikely] = [of(mated), of(nonMated)];
  return likely.reduce((sum, share, i) => sum + share * linkable(share, unlikely[i]), 0);
}

/** D↔(s): 2·LR/(1 + LR) − 1 where the likelihood ratio is above 1, in a form that holds where it is infinite. */
function linkable(mated: number, nonMated: number): number {
  return mated <= nonMated ? 0 : (mated - nonMated) / (mated + nonMated);
}

function rangeOf(...lists: readonly Float32Array[]): [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const list of lists) {
    for (const each of list) {
      if (each < least) least = each;
      if (each > most) most = each;
    }
  }
  return [least, most];
}

/** What the measure gives where nothing can be told: mean of draws of `count` scores from non-mated ones against the others. */
export function byChance(nonMated: Float32Array, count: number, random: () => number, draws = 20): number {
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    const scores = nonMated.slice();
    for (let i = 0; i < count; i++) {
      const k = i + Math.floor(random() * (scores.length - i));
      [scores[i], scores[k]] = [scores[k], scores[i]];
    }
    sum += unlinkability(scores.subarray(0, count), scores.subarray(count));
  }
  return sum / draws;
}
