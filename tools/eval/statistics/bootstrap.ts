import { mulberry32 } from '../../random';
import type { Comparisons } from './comparisons';
import { binsOf, histogram, pairHistogram } from './histogram';
import type { ImpostorScores } from './impostors';
import type { Scores } from './rates';

const REPETITIONS = 200;

/** Of `personIntervals`. */
export const BY_PERSON = 300;

/** Low and high end of 95 %; NaN where too few repetitions had a value. */
export type Interval = readonly [low: number, high: number];

/** What is resampled. */
export interface Sample {
  readonly people: number;
  /** Person of each photo. */
  readonly persons: Uint32Array;
  readonly genuine: Comparisons;
  readonly impostor: Comparisons;
}

/** One repetition: scores with their weights, and how often each person was drawn. */
export interface Draw extends Scores {
  readonly drawn: Uint16Array;
}

/**
 * 95 % intervals of any numbers that follow from the scores, by the bootstrap over people (percentile method).
 * Comparisons share photos and photos share faces, so what is drawn with replacement is people: a genuine
 * comparison counts as often as its person was drawn, an impostor comparison the product of its two people's draws.
 */
export function personIntervals(
  sample: Sample,
  statistics: (draw: Draw) => readonly number[],
  { repetitions = BY_PERSON, seed = 1 } = {},
): Interval[] {
  const { people, persons, genuine, impostor } = sample;
  const genuineBins = binsOf(genuine.similarity);
  const impostorBins = binsOf(impostor.similarity);
  const genuineOf = genuine.left.map((photo) => persons[photo]);
  const left = impostor.left.map((photo) => persons[photo]);
  const right = impostor.right.map((photo) => persons[photo]);
  return resamplePeople(
    people,
    (drawn) => {
      const weights = genuineOf.map((person) => drawn[person]);
      const scores = {
        genuine: histogram(genuineBins, weights),
        impostor: pairHistogram(impostorBins, drawn, left, right),
      };
      return statistics({ ...scores, drawn });
    },
    { repetitions, seed },
  );
}

/**
 * 95 % interval of the FMR at a threshold, resampling people, not comparisons: all comparisons of one person
 * stand or fall together. Each repetition draws people with replacement; a comparison counts as often as its
 * two people were drawn.
 */
export function fmrInterval(scores: ImpostorScores, threshold: number, seed = 1): Interval {
  const { people, photosOf, top } = scores;
  const end = top.findIndex(({ similarity }) => similarity < threshold);
  const above = end < 0 ? top : top.slice(0, end);
  const rate = (drawn: Uint16Array) => {
    let matches = 0;
    for (const { a, b } of above) matches += drawn[a] * drawn[b];
    let photos = 0;
    let own = 0;
    for (let i = 0; i < people; i++) {
      const weight = drawn[i] * photosOf[i];
      photos += weight;
      own += weight * weight;
    }
    return matches / ((photos * photos - own) / 2);
  };
  return resamplePeople(people, (drawn) => [rate(drawn)], { repetitions: REPETITIONS, seed })[0];
}

/** 95 % intervals (percentile method) of numbers that follow from how often each of so many people was drawn. */
export function resamplePeople(
  people: number,
  statistics: (drawn: Uint16Array) => readonly number[],
  { repetitions, seed = 1 }: { readonly repetitions: number; readonly seed?: number },
): Interval[] {
  const random = mulberry32(seed);
  const values = Array.from({ length: repetitions }, () => statistics(drawPeople(people, random)));
  return (values[0] ?? []).map((_, i) => percentiles(values.map((each) => each[i])));
}

/** How often each of so many people comes up in as many draws. */
function drawPeople(people: number, random: () => number): Uint16Array {
  const drawn = new Uint16Array(people);
  for (let i = 0; i < people; i++) drawn[Math.floor(random() * people)] += 1;
  return drawn;
}

function percentiles(values: readonly number[]): Interval {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((x, y) => x - y);
  if (sorted.length < values.length * 0.95) return [Number.NaN, Number.NaN];
  return [sorted[Math.floor(sorted.length * 0.025)], sorted[Math.ceil(sorted.length * 0.975) - 1]];
}
