import type { Calibration } from '../protocol';
import { Curves, confidenceAt, interpolate } from './curve';

/** FMR that the scale's end stands for: confidence 100. */
const FMR_AT_100 = 1e-6;
/** A tenth of a rate, and somewhat less: rates are written with six digits. */
const DECADE = 9.99;
/** Unit vectors of 32-bit numbers miss a dot product of 1 by less. */
const ROUNDING = 1e-6;

/** No similarity is lower, and none higher. */
export const LOWEST = { similarity: -1, confidence: 0 } as const;
export const HIGHEST = { similarity: 1, confidence: confidenceAt(FMR_AT_100) } as const;

/** What a probe's comparison with a person's faces gave. */
export interface PersonSimilarity {
  /** Cosine with the mean of the person's templates, −1…1. */
  readonly pooled: number;
  /** Highest cosine with one of them, −1…1. */
  readonly best: number;
  /** Number of the templates, at least 1. With one, `pooled` and `best` are equal. */
  readonly faces: number;
}

/** A model's calibration, made ready for many comparisons. */
export interface ConfidenceScale {
  /**
   * Confidence 0…100 that the probe shows the person, the same statement whatever the number of faces.
   *
   * From FMR 0.1 (50) to 1e-5 (90) it is 40 − 10·log10(FMR), the retired service's scale (its FAQ ties 70/80/90 to
   * 1e-3/1e-4/1e-5), with log10 FMR interpolated linearly between the points of the curve for that number of faces.
   * Below, it falls linearly to 0 at similarity −1; above, it rises linearly to 100 at similarity 1: no data shows
   * rates that small. A probe far closer to one stored photo than different photos ever are counts as closer to the
   * mean, too, so that an identical one gives 100 however many faces there are. Throws RangeError for NaN.
   */
  confidence(compared: PersonSimilarity): number;
  /** How far a probe is on its way from what different photos reach, 0, to a copy of a stored one, 1. */
  copyShare(compared: PersonSimilarity): number;
  /** The pooled similarity at which a probe that is no copy of a photo has that confidence, 0…100. */
  pooledAt(confidence: number, faces: number): number;
  /** The similarity to one photo above which it counts beside the mean. */
  copyFrom(faces: number): number;
  /**
   * The confidence that strangers reach at a rate of `fmr`, above 0. Where no data shows rates that small, below the calibration's last point,
   * similarity goes on as over the last decade: an exponential tail, with one face. Similarity is bounded, so that the true rate is rather lower.
   */
  confidenceAt(fmr: number): number;
}

/** Throws RangeError for a calibration without points. */
export function confidenceScale({ points }: Calibration): ConfidenceScale {
  const curves = new Curves(points, LOWEST, HIGHEST);
  const copyFrom = (faces: number) => {
    const curve = curves.of(faces);
    return (1 + curve[curve.length - 2].similarity) / 2;
  };
  // From half way between the measured range and 1 on.
  const copyShare = ({ best, faces }: PersonSimilarity) => {
    const start = copyFrom(faces);
    return Math.max(0, (clamp(best) - start) / (1 - start));
  };
  return {
    copyFrom,
    copyShare,
    confidence(compared) {
      const s = towardsOne(clamp(compared.pooled), copyShare(compared));
      return interpolate(curves.of(compared.faces), 'similarity', 'confidence', s);
    },
    pooledAt: (confidence, faces) => interpolate(curves.of(faces), 'confidence', 'similarity', confidence),
    confidenceAt(fmr) {
      const last = points[points.length - 1];
      if (fmr >= last.fmr) return Math.max(0, confidenceAt(fmr));
      const before = points.findLast((each) => each.fmr >= last.fmr * DECADE) ?? points[points.length - 2];
      const slope = (last.similarity - before.similarity) / Math.log10(before.fmr / last.fmr);
      const similarity = last.similarity + slope * Math.log10(last.fmr / fmr);
      return interpolate(curves.of(1), 'similarity', 'confidence', clamp(similarity));
    },
  };
}

/** One comparison by a calibration; for many of them keep the scale. */
export function confidenceOf(compared: PersonSimilarity, calibration: Calibration): number {
  return confidenceScale(calibration).confidence(compared);
}

export function towardsOne(similarity: number, share: number): number {
  return similarity + (1 - similarity) * share;
}

/** Throws RangeError for NaN. */
export function clamp(similarity: number): number {
  if (Number.isNaN(similarity)) throw new RangeError('a similarity that is not a number has no confidence');
  return similarity >= 1 - ROUNDING ? 1 : Math.max(-1, similarity);
}
