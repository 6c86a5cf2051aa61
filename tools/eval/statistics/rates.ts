import { binFrom, type Histogram, thresholdOf } from './histogram';

/** Scores of comparisons of one person's photos, and of different people's. */
export interface Scores {
  readonly genuine: Histogram;
  readonly impostor: Histogram;
}

/**
 * Chance that a genuine comparison scores higher than an impostor one, ties counted half: the Mann–Whitney
 * statistic divided by the number of combinations. NaN when one kind is missing.
 */
export function areaUnderRoc({ genuine, impostor }: Scores): number {
  const { low, high } = range(genuine, impostor);
  let below = 0;
  let sum = 0;
  for (let bin = low; bin <= high; bin++) {
    sum += genuine.counts[bin] * (below + impostor.counts[bin] / 2);
    below += impostor.counts[bin];
  }
  return sum / (genuine.total * impostor.total);
}

/** Where false match and false non-match rate meet, on the straight line between the two nearest thresholds. */
export function equalErrorRate({ genuine, impostor }: Scores): { rate: number; threshold: number } {
  const { low, high } = range(genuine, impostor);
  let [missed, matched] = [0, impostor.total];
  for (let bin = low; bin <= high; bin++) {
    const [fnmr, fmr] = [missed / genuine.total, matched / impostor.total];
    missed += genuine.counts[bin];
    matched -= impostor.counts[bin];
    const [nextFnmr, nextFmr] = [missed / genuine.total, matched / impostor.total];
    if (nextFnmr < nextFmr) continue;
    const t = (fmr - fnmr) / (fmr - fnmr + nextFnmr - nextFmr);
    return { rate: fmr + t * (nextFmr - fmr), threshold: thresholdOf(bin + 1) };
  }
  return { rate: Number.NaN, threshold: Number.NaN };
}

/** The lowest threshold of the grid at which at most a share `fmr` of the comparisons match. */
export function thresholdAt(impostor: Histogram, fmr: number): number {
  const most = fmr * impostor.total * (1 + 1e-12);
  let matches = 0;
  for (let bin = impostor.high; bin >= impostor.low; bin--) {
    matches += impostor.counts[bin];
    if (matches > most) return thresholdOf(bin + 1);
  }
  return -1;
}

/** How many reach the threshold: matches. */
export function countFrom({ counts, low, high }: Histogram, threshold: number): number {
  let sum = 0;
  for (let bin = Math.max(low, binFrom(threshold)); bin <= high; bin++) sum += counts[bin];
  return sum;
}

/** Share of impostor comparisons that match. */
export function falseMatchRate({ impostor }: Scores, threshold: number): number {
  return countFrom(impostor, threshold) / impostor.total;
}

/** Share of genuine comparisons that do not match. */
export function falseNonMatchRate({ genuine }: Scores, threshold: number): number {
  return (genuine.total - countFrom(genuine, threshold)) / genuine.total;
}

/** Both error rates at every threshold where one changes, ascending. */
export function errorCurve({
  genuine,
  impostor,
}: Scores): { threshold: number; fmr: number; fnmr: number }[] {
  const curve = [];
  const { low, high } = range(genuine, impostor);
  let [missed, matched] = [0, impostor.total];
  for (let bin = low; bin <= high; bin++) {
    if (genuine.counts[bin] === 0 && impostor.counts[bin] === 0) continue;
    curve.push({ threshold: thresholdOf(bin), fmr: matched / impostor.total, fnmr: missed / genuine.total });
    missed += genuine.counts[bin];
    matched -= impostor.counts[bin];
  }
  return curve;
}

/** The steps at which either kind has scores. */
function range(a: Histogram, b: Histogram): { low: number; high: number } {
  if (a.high < 0 || b.high < 0) return a.high < 0 ? b : a;
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}
