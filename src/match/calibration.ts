import type { Calibration } from '../protocol';

/** FMR that the scale's end stands for: confidence 100, reached at similarity 1 only. */
const FMR_AT_100 = 1e-6;

/**
 * Confidence 0…100 of a similarity (cosine, −1…1) that is the best of `compared` faces of one person.
 *
 * From FMR 0.1 (50) to 1e-5 (90) it is 40 − 10·log10(FMR), the retired service's scale (its FAQ ties
 * 70/80/90 to 1e-3/1e-4/1e-5), with log10 FMR interpolated linearly between the measured points.
 * Below, it falls linearly to 0 at similarity −1; above, it rises linearly to 100 at similarity 1: no data
 * shows rates that small. With n faces the chance of a false match is at most n times that of one (union
 * bound), so log10 n is added to log10 FMR; that correction fades out above the measured range, where
 * similarity 1 must give 100, and below it.
 */
export function confidenceOf(similarity: number, compared: number, calibration: Calibration): number {
  const points = calibration.points;
  if (points.length < 2) throw new RangeError('the model has no calibration');
  const first = points[0];
  const last = points[points.length - 1];
  const s = Math.min(1, Math.max(-1, similarity));
  const penalty = 10 * Math.log10(compared);
  if (s <= first.similarity) {
    const top = Math.max(0, scale(first.fmr) - penalty);
    return (top * (s + 1)) / (first.similarity + 1);
  }
  if (s >= last.similarity) {
    const t = last.similarity < 1 ? (s - last.similarity) / (1 - last.similarity) : 1;
    return (scale(last.fmr) - penalty) * (1 - t) + scale(FMR_AT_100) * t;
  }
  const above = points.findIndex((point) => point.similarity > s);
  const low = points[above - 1];
  const high = points[above];
  const t = (s - low.similarity) / (high.similarity - low.similarity);
  return scale(low.fmr) * (1 - t) + scale(high.fmr) * t - penalty;
}

function scale(fmr: number): number {
  return 40 - 10 * Math.log10(fmr);
}
