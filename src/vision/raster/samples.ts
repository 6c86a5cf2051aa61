/** Which pixels of a patch each sample along one axis is the weighted mean of. */
export interface Samples {
  /** Index of the first pixel that counts, −1 when the sample lies outside the picture. */
  readonly first: Int32Array;
  /** How many pixels count from there on, the same for all. */
  readonly taps: number;
  /** `taps` weights a sample, in 256ths; they sum to 256. */
  readonly weights: Int32Array;
}

/** Samples along one axis of the picture, px; pixel i covers [i, i + 1), so its centre is i + ½. */
interface Axis {
  readonly start: number;
  readonly step: number;
  readonly count: number;
  /** Size of the picture. */
  readonly limit: number;
  /** How far a sample reaches to both directions, in distances between samples. */
  readonly reach: number;
}

/** The pixels that there are: the first begins at `start`, and each covers `reduction` of the picture's. */
interface Strip {
  readonly start: number;
  readonly reduction: number;
  readonly size: number;
}

/**
 * A sample weighs pixels by a triangle that reaches `reach` to both directions, at least a pixel: what is enlarged is
 * bilinear, and from a reach of 1 on no pixel is left out of what is reduced.
 */
export function sampleAxis(axis: Axis, { start, reduction, size }: Strip): Samples {
  const { step, count, limit } = axis;
  const reach = Math.max(1, (axis.reach * step) / reduction);
  const taps = Math.min(size, Math.ceil(2 * reach));
  const first = new Int32Array(count).fill(-1);
  const weights = new Int32Array(count * taps);
  for (let i = 0; i < count; i++) {
    const inPicture = axis.start + (i + 0.5) * step;
    if (!(inPicture >= 0 && inPicture < limit)) continue;
    const at = Math.min(size - 1, Math.max(0, (inPicture - start) / reduction - 0.5));
    first[i] = Math.max(0, Math.min(size - taps, Math.floor(at - reach) + 1));
    weigh(weights.subarray(i * taps, (i + 1) * taps), at - first[i], reach);
  }
  return { first, taps, weights };
}

/** Weights of the pixels 0, 1, … for a sample at `at`; the nearest takes what rounding leaves. */
function weigh(weights: Int32Array, at: number, reach: number): void {
  const taps = weights.length;
  let sum = 0;
  for (let k = 0; k < taps; k++) sum += share(k, at, reach);
  let left = 256;
  for (let k = 0; k < taps; k++) {
    weights[k] = Math.round((share(k, at, reach) / sum) * 256);
    left -= weights[k];
  }
  weights[Math.max(0, Math.min(taps - 1, Math.round(at)))] += left;
}

function share(k: number, at: number, reach: number): number {
  return Math.max(0, 1 - Math.abs(k - at) / reach);
}
