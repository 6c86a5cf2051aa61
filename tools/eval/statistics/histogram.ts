/** Steps of similarity per unit: thresholds lie on a grid of 2⁻¹⁷ (0.0000076), which floats hold exactly. */
const STEPS = 2 ** 17;
const BINS = 2 * STEPS + 1;

/** Grid steps of similarities, and the lowest and highest of them (0 and −1 when there are none). */
export interface Bins {
  readonly bins: Uint32Array;
  readonly low: number;
  readonly high: number;
}

/** How many comparisons (or their weight) each grid step of similarity holds, from −1 to 1. */
export interface Histogram {
  readonly counts: Float64Array;
  readonly total: number;
  /** Outside of these steps there is nothing. */
  readonly low: number;
  readonly high: number;
}

/** A comparison reaches the threshold of bin k exactly when its bin is k or higher. */
function binOf(similarity: number): number {
  return Math.floor((Math.min(1, Math.max(-1, similarity)) + 1) * STEPS);
}

/** The lowest similarity of a bin, −1…1. */
export function thresholdOf(bin: number): number {
  return bin / STEPS - 1;
}

/** The first bin that lies at or above a threshold. */
export function binFrom(threshold: number): number {
  return Math.ceil((threshold + 1) * STEPS);
}

export function binsOf(similarity: Float32Array): Bins {
  const bins = new Uint32Array(similarity.length);
  let [low, high] = [BINS, -1];
  for (let k = 0; k < bins.length; k++) {
    const bin = binOf(similarity[k]);
    bins[k] = bin;
    if (bin < low) low = bin;
    if (bin > high) high = bin;
  }
  return { bins, low: high < 0 ? 0 : low, high };
}

/** Each comparison counts once, or `weights[k]` times. */
export function histogram({ bins, low, high }: Bins, weights?: Uint32Array): Histogram {
  const counts = new Float64Array(BINS);
  let total = 0;
  for (let k = 0; k < bins.length; k++) {
    const weight = weights ? weights[k] : 1;
    counts[bins[k]] += weight;
    total += weight;
  }
  return { counts, total, low, high };
}

/** Each comparison counts the product of the weights of its two persons. */
export function pairHistogram(
  { bins, low, high }: Bins,
  weights: Uint16Array,
  left: Uint32Array,
  right: Uint32Array,
): Histogram {
  const counts = new Float64Array(BINS);
  let total = 0;
  for (let k = 0; k < bins.length; k++) {
    const first = weights[left[k]];
    // A third of the people is not drawn.
    if (first === 0) continue;
    const weight = first * weights[right[k]];
    counts[bins[k]] += weight;
    total += weight;
  }
  return { counts, total, low, high };
}
