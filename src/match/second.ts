import type { Calibration, SecondCalibration } from '../protocol';
import { clamp, confidenceScale, HIGHEST, LOWEST, type PersonSimilarity, towardsOne } from './calibration';
import { Curves, interpolate, type Knot } from './curve';

/** From this confidence on the first network is not sure that it is somebody else: FMR 0.1, where its curve begins. */
export const ASKS_FROM = 50;
/** From this on it is sure that it is the person: FMR 1e-5, where its curve ends. */
export const ASKS_BELOW = 90;

/** What the second network's comparison gave. */
type SecondSimilarity = Pick<PersonSimilarity, 'pooled' | 'faces'>;

/** The calibrations of two networks that decide together, made ready for many comparisons. */
export interface SecondScale {
  /** What the first network says alone. */
  first(compared: PersonSimilarity): number;
  /** Whether the second is asked when the first says so: where it is not sure. */
  asks(confidence: number): boolean;
  /**
   * Confidence by both. `auto`: where the first is sure, what it says; elsewhere between 50 and 90 by the weighted mean of both similarities, so
   * that what passes at a confidence, by one stage or the other, is together what it promises. `always`: by the weighted mean
   * everywhere. It rises strictly with either similarity, but for `auto` where the first is sure. Throws RangeError for NaN.
   */
  both(first: PersonSimilarity, second: SecondSimilarity, when: 'auto' | 'always'): number;
}

/** Throws RangeError for a calibration without points. */
export function secondScale(alone: Calibration, { weight, between, always }: SecondCalibration): SecondScale {
  const scale = confidenceScale(alone);
  const curves = {
    auto: new Curves(between, { ...LOWEST, confidence: ASKS_FROM }, { ...HIGHEST, confidence: ASKS_BELOW }),
    always: new Curves(always, LOWEST, HIGHEST),
  };
  const asks = (confidence: number) => confidence >= ASKS_FROM && confidence < ASKS_BELOW;
  return {
    first: scale.confidence,
    asks,
    both(first, second, when) {
      if (when === 'auto') {
        const confidence = scale.confidence(first);
        if (!asks(confidence)) return confidence;
      }
      const together = weightedMean(clamp(first.pooled), clamp(second.pooled), weight);
      const similarity = towardsOne(together, scale.copyShare(first));
      // Not all faces may have a template of the second: more of them ask for more.
      const curve: readonly Knot[] = curves[when].of(Math.max(first.faces, second.faces));
      return interpolate(curve, 'similarity', 'confidence', clamp(similarity));
    },
  };
}

/** Two similarities as one, −1…1. `weight`: of the second's; the first's counts 1. */
export function weightedMean(first: number, second: number, weight: number): number {
  return (first + weight * second) / (1 + weight);
}
