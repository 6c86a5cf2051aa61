import {
  areaUnderRoc,
  binsOf,
  countFrom,
  type Draw,
  equalErrorRate,
  errorCurve,
  falseMatchRate,
  falseNonMatchRate,
  histogram,
  type Interval,
  personIntervals,
  type Scores,
  thresholdAt,
} from '../statistics';
import { type Accuracy, accuracy, sortLabelled } from './accuracy';
import type { Labelled, Trial } from './trial';

/** A false match rate is shown when at least this many false matches are expected among the comparisons. */
export const FEWEST_EVENTS = 10;

const FMRS = [1e-2, 1e-3, 1e-4, 1e-5];
const CONFIDENCES = [70, 75, 80, 90];

/** Points that a drawn curve is thinned to. */
const CURVE_POINTS = 400;

interface Estimate {
  readonly value: number;
  readonly interval: Interval;
}

export interface FnmrAtFmr {
  readonly fmr: number;
  /** null: too few comparisons to show this rate. */
  readonly shown: (Estimate & { threshold: number; missed: number; genuine: number }) | null;
}

export interface FmrAtConfidence {
  readonly confidence: number;
  /** What the scale says: 10^((40 − confidence) / 10). */
  readonly nominal: number;
  readonly similarity: number;
  readonly shown: (Estimate & { matches: number; comparisons: number }) | null;
}

export interface Evaluation {
  readonly people: number;
  readonly genuine: number;
  readonly impostor: number;
  readonly auc: Estimate | null;
  readonly eer: (Estimate & { threshold: number }) | null;
  readonly accuracy: (Accuracy & { pairs: number; interval: Interval }) | null;
  readonly fnmr: readonly FnmrAtFmr[];
  readonly confidence: readonly FmrAtConfidence[];
  /** Ascending threshold. */
  readonly curve: readonly { threshold: number; fmr: number; fnmr: number }[];
  /** Measured FMR with its interval, from 1 to as low as the comparisons show. */
  readonly measured: readonly (Estimate & { similarity: number })[];
}

export interface EvaluateOptions {
  /** The similarity that stands for a confidence. */
  readonly similarityOf: (confidence: number) => number;
  /** Of the bootstrap. */
  readonly repetitions?: number;
}

export function evaluate(trial: Trial, { similarityOf, repetitions }: EvaluateOptions): Evaluation {
  const { block, genuine, impostor, labelled } = trial;
  const scores = scoresOf(trial);
  const shows = (rate: number) => rate * scores.impostor.total >= FEWEST_EVENTS;
  const statistics: ((draw: Draw) => number)[] = [];
  /** Where the interval of a statistic will stand. */
  const later = (statistic: (draw: Draw) => number) => statistics.push(statistic) - 1;

  const both = genuine.left.length > 0 && impostor.left.length > 0;
  const eer = equalErrorRate(scores);
  const aucAt = later(areaUnderRoc);
  const eerAt = later((draw) => equalErrorRate(draw).rate);
  const fnmr = FMRS.map((fmr) => ({
    fmr,
    at: later((draw) => falseNonMatchRate(draw, thresholdAt(draw.impostor, fmr))),
  }));
  const fmrAt = (similarity: number) => ({
    similarity,
    at: later((draw) => falseMatchRate(draw, similarity)),
  });
  const measured = rateSteps()
    .filter(shows)
    .map((rate) => fmrAt(thresholdAt(scores.impostor, rate)));
  const confidence = CONFIDENCES.map((each) => ({
    confidence: each,
    nominal: 10 ** ((40 - each) / 10),
    ...fmrAt(similarityOf(each)),
  }));
  const rated = labelled && ratedPairs(labelled, block.persons);
  const accuracyAt = later((draw) => rated?.drawn(draw.drawn) ?? Number.NaN);
  const sample = { people: block.people, persons: block.persons, genuine, impostor };
  const intervals = personIntervals(sample, (draw) => statistics.map((each) => each(draw)), {
    ...(repetitions === undefined ? {} : { repetitions }),
  });

  return {
    people: block.people,
    genuine: genuine.left.length,
    impostor: impostor.left.length,
    auc: both ? { value: areaUnderRoc(scores), interval: intervals[aucAt] } : null,
    // The equal error rate is a false match rate, too.
    eer: both && shows(eer.rate) ? { ...eer, value: eer.rate, interval: intervals[eerAt] } : null,
    accuracy: rated && { ...rated.plain, pairs: rated.pairs, interval: intervals[accuracyAt] },
    fnmr: fnmr.map(({ fmr, at }) => {
      if (!both || !shows(fmr)) return { fmr, shown: null };
      const threshold = thresholdAt(scores.impostor, fmr);
      const total = scores.genuine.total;
      const missed = total - countFrom(scores.genuine, threshold);
      const value = missed / total;
      return { fmr, shown: { value, interval: intervals[at], threshold, missed, genuine: total } };
    }),
    confidence: confidence.map(({ at, ...point }) => {
      if (!shows(point.nominal)) return { ...point, shown: null };
      const matches = countFrom(scores.impostor, point.similarity);
      const comparisons = scores.impostor.total;
      return {
        ...point,
        shown: { value: matches / comparisons, interval: intervals[at], matches, comparisons },
      };
    }),
    curve: both ? thin(errorCurve(scores).filter(({ fmr }) => shows(fmr))) : [],
    measured: measured.map(({ similarity, at }) => ({
      similarity,
      value: falseMatchRate(scores, similarity),
      interval: intervals[at],
    })),
  };
}

function scoresOf({ genuine, impostor }: Trial): Scores {
  return {
    genuine: histogram(binsOf(genuine.similarity)),
    impostor: histogram(binsOf(impostor.similarity)),
  };
}

/** Accuracy of the pairs as they are, and as often as their people were drawn. */
function ratedPairs(labelled: Labelled, persons: Uint32Array) {
  const { scores, order } = sortLabelled(labelled);
  const left = order.map((k) => persons[labelled.comparisons.left[k]]);
  const right = order.map((k) => persons[labelled.comparisons.right[k]]);
  const weights = new Float64Array(order.length);
  return {
    pairs: order.length,
    plain: accuracy(scores),
    drawn: (drawn: Uint16Array) => {
      for (let k = 0; k < weights.length; k++) {
        weights[k] = scores.same[k] ? drawn[left[k]] : drawn[left[k]] * drawn[right[k]];
      }
      return accuracy(scores, weights).mean;
    },
  };
}

/** FMR from 1 down, four steps a decade, further than any collection shows. */
function rateSteps(): number[] {
  return Array.from({ length: 33 }, (_, i) => 10 ** (-i / 4));
}

/** Points of a curve evenly spread over log FMR, so that its tail stays visible. */
function thin<T extends { readonly fmr: number }>(points: readonly T[]): T[] {
  const last = points.at(-1)?.fmr ?? 1;
  const step = Math.log(1 / last) / CURVE_POINTS;
  const kept: T[] = [];
  for (const point of points) {
    const before = kept.at(-1)?.fmr ?? Number.POSITIVE_INFINITY;
    if (Math.log(before / point.fmr) >= step) kept.push(point);
  }
  return kept;
}
