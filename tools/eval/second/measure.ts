import { ASKS_BELOW, ASKS_FROM, confidenceScale, weightedMean } from '../../../src/match';
import type { Calibration, SecondCalibration } from '../../../src/protocol';
import {
  type CurvePoint,
  compareEnrolment,
  type Enrolment,
  FEWEST_EVENTS,
  measureCurve,
  measurePooledShift,
  TooFewError,
  withPooled,
} from '../calibration';
import type { TemplateBlock } from '../photos';
import {
  type Comparisons,
  compareDifferent,
  fmrInterval,
  highestOf,
  impostorThreshold,
  rankedOf,
  select,
} from '../statistics';
import { seconded, type TwoBlocks, together } from './blocks';

/**
 * What two networks are worth together, the first calibrated as `alone` says. Throws TooFewError when there are too few comparisons, or
 * hardly anybody has several photos.
 */
export function measureSecond(
  blocks: TwoBlocks,
  alone: Calibration,
  weight: number,
  data: string,
): SecondCalibration {
  const { first, second } = blocks;
  const comparisons = compareDifferent(first);
  const joined = together(comparisons, seconded(second, comparisons), weight);
  const shift = measurePooledShift(first, (enrolments) => strangersOf(blocks, enrolments, weight));
  if (shift === undefined) throw new TooFewError('too few people have several photos');
  return {
    data,
    people: first.people,
    photos: first.paths.length,
    comparisons: comparisons.similarity.length,
    date: new Date().toISOString().slice(0, 10),
    severalFaces: shift.counts,
    weight,
    between: withPooled(curveBetween(first, comparisons, joined, alone), shift),
    always: withPooled(measureCurve(highestOf(first, joined)), shift),
  };
}

/** Three stretches of a line, in the order of what they are worth: the first says no, both decide, the first says yes. */
const STRETCH = 3;

/**
 * Similarity by both → FMR of the two stages together, for comparisons that the first network is not sure of. Rates that too few
 * comparisons show are left out: above the last point confidence rises more slowly than it might.
 */
function curveBetween(
  block: TemplateBlock,
  { similarity: first }: Comparisons,
  joined: Comparisons,
  alone: Calibration,
): CurvePoint[] {
  const scale = confidenceScale(alone);
  const [from, to] = [scale.pooledAt(ASKS_FROM, 1), scale.pooledAt(ASKS_BELOW, 1)];
  // Those of whom the first is sure are all alike, and far more than are looked at: they are left out, and counted.
  const known = joined.similarity.map((_, k) => (first[k] < from ? 0 : 1));
  const ranked = joined.similarity.map((both, k) => (first[k] < to ? both / STRETCH : 1));
  const asked = select({ ...joined, similarity: ranked }, Uint8Array.from(known));
  const scores = { ...rankedOf(block, asked), comparisons: ranked.length };
  const points: CurvePoint[] = [];
  for (let exponent = 1.25; exponent < 5; exponent += 0.25) {
    const fmr = 10 ** -exponent;
    if (fmr * scores.comparisons < FEWEST_EVENTS) break;
    const reached = impostorThreshold(scores, fmr);
    const similarity = Number((reached * STRETCH).toFixed(6));
    const before = points.at(-1)?.similarity ?? -1;
    if (Math.abs(similarity) >= 1 || similarity <= before) continue;
    const [low, high] = fmrInterval(scores, reached);
    points.push({
      similarity,
      fmr: Number(fmr.toPrecision(6)),
      interval: [Number(low.toPrecision(3)), Number(high.toPrecision(3))],
    });
  }
  if (points.length < 2) throw new TooFewError('too few comparisons are asked about');
  return points;
}

/** Similarities of enrolled persons with strangers, by both networks. */
function strangersOf(
  { first, second }: TwoBlocks,
  enrolments: readonly Enrolment[],
  weight: number,
): Float32Array {
  const similarities: number[] = [];
  for (const enrolment of enrolments) {
    compareBoth({ first, second }, enrolment, (photo, a, b) => {
      if (first.persons[photo] !== enrolment.person) similarities.push(weightedMean(a, b, weight));
    });
  }
  return Float32Array.from(similarities);
}

/** Hands over every photo that was not enrolled, and its similarity to the enrolment's mean by either network. */
export function compareBoth(
  { first, second }: TwoBlocks,
  enrolment: Enrolment,
  visit: (photo: number, first: number, second: number) => void,
): void {
  const seconds = new Float32Array(second.found.length).fill(-1);
  compareEnrolment(second, enrolment, (photo, similarity) => {
    seconds[photo] = similarity;
  });
  compareEnrolment(first, enrolment, (photo, similarity) => visit(photo, similarity, seconds[photo]));
}
