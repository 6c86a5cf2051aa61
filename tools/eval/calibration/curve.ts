import type { CalibrationPoint } from '../../../src/protocol';
import { fmrInterval, type ImpostorScores, impostorThreshold } from '../statistics';

/** An FMR is measured when at least this many comparisons reach its threshold. */
export const FEWEST_EVENTS = 50;
/** So many of the highest similarities make the tail: enough to be stable, few enough to be tail. */
const TAIL_EVENTS = 100;

/** The photos do not show what was asked of them. */
export class TooFewError extends RangeError {}

/** A point of a curve for one template. */
export type CurvePoint = Omit<CalibrationPoint, 'pooled'>;

/**
 * Similarity → FMR from 0.1 to 1e-5, four points a decade. A rate that too few comparisons show comes from the tail:
 * exceedances over a high threshold u taken as exponential, FMR(s) = FMR(u)·exp(−(s − u)/m) with m their mean
 * (peaks over threshold: Coles, An Introduction to Statistical Modeling of Extreme Values, 2001, chapter 4, with
 * shape 0). Similarity cannot pass 1, so the true tail is shorter and the extrapolated rate an upper one.
 * Throws TooFewError when the comparisons do not even show FMR 0.01.
 */
export function measureCurve(scores: ImpostorScores): CurvePoint[] {
  if (scores.comparisons * 0.01 < FEWEST_EVENTS) {
    throw new TooFewError(
      `${scores.comparisons} comparisons between different people: at least ${FEWEST_EVENTS * 100} are needed`,
    );
  }
  const tail = fitTail(scores);
  const points: CurvePoint[] = [];
  for (let exponent = 1; exponent <= 5; exponent += 0.25) {
    const fmr = 10 ** -exponent;
    const extrapolated = fmr * scores.comparisons < FEWEST_EVENTS;
    const similarity = extrapolated ? tail.reachedBy(fmr) : impostorThreshold(scores, fmr);
    const previous = points[points.length - 1];
    // Rare: many equal scores, or a tail that starts below the last measured point.
    if (previous && similarity <= previous.similarity) continue;
    if (similarity >= 1) break;
    const [low, high] = extrapolated ? tail.interval(similarity) : fmrInterval(scores, similarity);
    points.push({
      similarity: Number(similarity.toFixed(6)),
      fmr: Number(fmr.toPrecision(6)),
      interval: [Number(low.toPrecision(3)), Number(high.toPrecision(3))],
      ...(extrapolated && { extrapolated }),
    });
  }
  return points;
}

function fitTail(scores: ImpostorScores) {
  const highest = scores.top.slice(0, TAIL_EVENTS);
  const start = highest[highest.length - 1].similarity;
  const mean = highest.reduce((sum, { similarity }) => sum + similarity - start, 0) / (highest.length - 1);
  const rate = highest.length / scores.comparisons;
  return {
    reachedBy: (fmr: number) => start + mean * Math.log(rate / fmr),
    /** Both ends of the rate at the tail's start, carried along tails of the shortest and the longest likely mean. */
    interval: (similarity: number): [low: number, high: number] => {
      const [low, high] = fmrInterval(scores, start);
      const spread = 1.96 / Math.sqrt(highest.length);
      const along = (of: number) => Math.exp(-(similarity - start) / of);
      return [low * along(mean * (1 - spread)), high * along(mean * (1 + spread))];
    },
  };
}
