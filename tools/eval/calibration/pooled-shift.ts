import type { Calibration } from '../../../src/protocol';
import type { TemplateBlock } from '../photos';
import { type Enrolment, enrol, scoreEnrolments } from './enrolments';

/** Means of so many templates are compared with strangers; more than five photos have too few people. */
const FACES = [2, 3, 5];
/** Random choices of the enrolled photos. */
const DRAWS = 6;
/** A rate is measured where so many comparisons of one draw reach its threshold. */
const FEWEST_EVENTS = 20;
/** Fewer people with that many photos say nothing. */
const FEWEST_PEOPLE = 20;

/** How much more similar strangers are to the mean of very many templates than to one, at an FMR. */
export interface PooledShift {
  readonly at: (fmr: number) => number;
  readonly counts: Calibration['severalFaces'];
}

/**
 * The threshold of an FMR for means of n templates lies (1 − 1/n)·Δ above that for one template of the same people,
 * with Δ = a + b·log10 FMR: least squares over n = 2, 3, 5 and all rates that the comparisons show. "The same people"
 * because those with many photos differ from the others, and that difference is none of n.
 * Undefined when hardly anybody has several photos. `impostorsOf`: similarities of enrolled persons with strangers, in any order.
 */
export function measurePooledShift(
  block: TemplateBlock,
  impostorsOf: (enrolments: readonly Enrolment[]) => Float32Array = (enrolments) =>
    scoreEnrolments(block, enrolments).impostor,
): PooledShift | undefined {
  const observed: { x: number; y: number }[] = [];
  const counts: { faces: number; people: number; comparisons: number }[] = [];
  for (const faces of FACES) {
    const draws = Array.from({ length: DRAWS }, (_, seed) => enrol(block, faces, seed + 1));
    if (draws[0].length < FEWEST_PEOPLE) continue;
    const several = merge(draws.map((draw) => impostorsOf(draw)));
    const single = merge(
      draws.map((draw) => {
        const alone = draw.map(({ person, photos }) => ({ person, photos: photos.slice(0, 1) }));
        return impostorsOf(alone);
      }),
    );
    const comparisons = several.length / DRAWS;
    counts.push({ faces, people: draws[0].length, comparisons });
    for (let exponent = 1; 10 ** -exponent * comparisons >= FEWEST_EVENTS; exponent += 0.25) {
      const fmr = 10 ** -exponent;
      const shift = (reachedBy(several, fmr) - reachedBy(single, fmr)) / (1 - 1 / faces);
      observed.push({ x: -exponent, y: shift });
    }
  }
  if (observed.length < 2) return undefined;
  const { intercept, slope } = fitLine(observed);
  // Never below zero: more faces must not make a match easier.
  return { at: (fmr) => Math.max(0, intercept + slope * Math.log10(fmr)), counts };
}

/** All, the highest first. */
function merge(scores: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(scores.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of scores) {
    all.set(each, at);
    at += each.length;
  }
  return all.sort().reverse();
}

function reachedBy(descending: Float32Array, fmr: number): number {
  return descending[Math.max(1, Math.floor(fmr * descending.length)) - 1];
}

function fitLine(points: readonly { x: number; y: number }[]): { intercept: number; slope: number } {
  const n = points.length;
  const x = points.reduce((sum, p) => sum + p.x, 0) / n;
  const y = points.reduce((sum, p) => sum + p.y, 0) / n;
  const spread = points.reduce((sum, p) => sum + (p.x - x) ** 2, 0);
  const slope = spread > 0 ? points.reduce((sum, p) => sum + (p.x - x) * (p.y - y), 0) / spread : 0;
  return { intercept: y - slope * x, slope };
}
