import type { Calibration } from '../protocol';

/** FMR that the scale's end stands for: confidence 100. */
const FMR_AT_100 = 1e-6;
/** Unit vectors of 32-bit numbers miss a dot product of 1 by less. */
const ROUNDING = 1e-6;

/** What a probe's comparison with a person's faces gave. */
export interface PersonSimilarity {
  /** Cosine with the mean of the person's templates, −1…1. */
  readonly pooled: number;
  /** Highest cosine with one of them, −1…1. */
  readonly best: number;
  /** Number of the templates, at least 1. With one, `pooled` and `best` are equal. */
  readonly faces: number;
}

/**
 * Confidence 0…100 that the probe shows the person, the same statement whatever the number of faces.
 *
 * From FMR 0.1 (50) to 1e-5 (90) it is 40 − 10·log10(FMR), the retired service's scale (its FAQ ties 70/80/90 to
 * 1e-3/1e-4/1e-5), with log10 FMR interpolated linearly between the points of the curve for that number of faces.
 * Below, it falls linearly to 0 at similarity −1; above, it rises linearly to 100 at similarity 1: no data shows
 * rates that small. A probe far closer to one stored photo than different photos ever are counts as closer to the
 * mean, too, so that an identical one gives 100 however many faces there are. Throws RangeError for NaN.
 */
export function confidenceOf({ pooled, best, faces }: PersonSimilarity, calibration: Calibration): number {
  const curve = curveFor(faces, calibration);
  const first = curve[0];
  const last = curve[curve.length - 1];
  const s = towardsCopy(clamp(pooled), clamp(best), last.similarity);
  if (s <= first.similarity) return (scale(first.fmr) * (s + 1)) / (first.similarity + 1);
  if (s >= last.similarity) {
    const t = (s - last.similarity) / (1 - last.similarity);
    return scale(last.fmr) * (1 - t) + scale(FMR_AT_100) * t;
  }
  const above = curve.findIndex((point) => point.similarity > s);
  const low = curve[above - 1];
  const high = curve[above];
  const t = (s - low.similarity) / (high.similarity - low.similarity);
  return scale(low.fmr) * (1 - t) + scale(high.fmr) * t;
}

/**
 * Similarity → FMR when the probe is compared with the mean of `faces` templates. Averaging leaves out what differs
 * between photos, so that strangers, too, are more similar to a mean than to a photo. That grows with the number of
 * faces as what is left of the photos' own part shrinks, with 1/n: by half of the whole with two faces, by 19/20
 * with twenty (docs/accuracy.md has the derivation and the measurement).
 */
function curveFor(
  faces: number,
  { points }: Calibration,
): readonly { readonly similarity: number; readonly fmr: number }[] {
  if (points.length < 2) throw new RangeError('the model has no calibration');
  const share = 1 - 1 / faces;
  return points.map(({ similarity, pooled, fmr }) => ({
    similarity: similarity + (pooled - similarity) * share,
    fmr,
  }));
}

/** From half way between the measured range and 1 on, closeness to one photo pulls towards 1. */
function towardsCopy(pooled: number, best: number, measured: number): number {
  const start = (1 + measured) / 2;
  const share = Math.max(0, (best - start) / (1 - start));
  return pooled + (1 - pooled) * share;
}

function clamp(similarity: number): number {
  if (Number.isNaN(similarity)) throw new RangeError('a similarity that is not a number has no confidence');
  return similarity >= 1 - ROUNDING ? 1 : Math.max(-1, similarity);
}

function scale(fmr: number): number {
  return 40 - 10 * Math.log10(fmr);
}
