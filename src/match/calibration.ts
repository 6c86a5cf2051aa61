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
  /** The pooled similarity at which a probe that is no copy of a photo has that confidence, 0…100. */
  pooledAt(confidence: number, faces: number): number;
  /** The similarity to one photo above which it counts beside the mean. */
  copyFrom(faces: number): number;
}

/** Knots of a curve that rises strictly, from similarity −1 and confidence 0 to 1 and 100. */
interface Knot {
  readonly similarity: number;
  readonly confidence: number;
}

/** Throws RangeError for a calibration without points. */
export function confidenceScale({ points }: Calibration): ConfidenceScale {
  if (points.length < 2) throw new RangeError('the model has no calibration');
  const curves = new Map<number, readonly Knot[]>();
  const curveOf = (faces: number) => {
    const known = curves.get(faces) ?? curveFor(faces, points);
    curves.set(faces, known);
    return known;
  };
  const copyFrom = (faces: number) => {
    const curve = curveOf(faces);
    return (1 + curve[curve.length - 2].similarity) / 2;
  };
  return {
    copyFrom,
    confidence({ pooled, best, faces }) {
      const s = towardsCopy(clamp(pooled), clamp(best), copyFrom(faces));
      return interpolate(curveOf(faces), 'similarity', 'confidence', s);
    },
    pooledAt: (confidence, faces) => interpolate(curveOf(faces), 'confidence', 'similarity', confidence),
  };
}

/** One comparison by a calibration; for many of them keep the scale. */
export function confidenceOf(compared: PersonSimilarity, calibration: Calibration): number {
  return confidenceScale(calibration).confidence(compared);
}

/**
 * Similarity → confidence when the probe is compared with the mean of `faces` templates. Averaging leaves out what differs
 * between photos, so that strangers, too, are more similar to a mean than to a photo. That grows with the number of
 * faces as what is left of the photos' own part shrinks, with 1/n: by half of the whole with two faces, by 19/20
 * with twenty (docs/measured/accuracy.md has the derivation and the measurement).
 */
function curveFor(faces: number, points: Calibration['points']): readonly Knot[] {
  const share = 1 - 1 / faces;
  return [
    { similarity: -1, confidence: 0 },
    ...points.map(({ similarity, pooled, fmr }) => ({
      similarity: similarity + (pooled - similarity) * share,
      confidence: scale(fmr),
    })),
    { similarity: 1, confidence: scale(FMR_AT_100) },
  ];
}

/** The knots' two numbers rise together, so that either may be read from the other. */
function interpolate(curve: readonly Knot[], from: keyof Knot, to: keyof Knot, at: number): number {
  let low = 0;
  let high = curve.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (curve[middle][from] <= at) low = middle;
    else high = middle;
  }
  const t = (at - curve[low][from]) / (curve[high][from] - curve[low][from]);
  return curve[low][to] * (1 - t) + curve[high][to] * t;
}

/** From half way between the measured range and 1 on, closeness to one photo pulls towards 1. */
function towardsCopy(pooled: number, best: number, start: number): number {
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
