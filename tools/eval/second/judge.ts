import type { SecondScale } from '../../../src/match';
import { type Compare, countErrorsBy, type EnrolmentErrors } from '../calibration';
import type { Comparisons } from '../statistics';
import type { TwoBlocks } from './blocks';
import { compareBoth } from './measure';

/** When the second network is asked. */
export type When = 'auto' | 'always';

/** A confidence, 0…100, on the scale of similarities, which thresholds and histograms of them are made for. */
export function likeness(confidence: number): number {
  return confidence / 50 - 1;
}

/** The comparisons as the engine judges them with one face enrolled. A photo without a face stays −1. */
export function judge(
  comparisons: Comparisons,
  second: Float32Array,
  scale: SecondScale,
  when: When,
): Comparisons {
  const similarity = comparisons.similarity.map((first, k) => {
    if (first === -1) return -1;
    const compared = { pooled: first, best: first, faces: 1 };
    return likeness(scale.both(compared, { pooled: second[k], faces: 1 }, when));
  });
  return { ...comparisons, similarity };
}

/** How many of the comparisons ask the second network. */
export function countAsked({ similarity }: Comparisons, scale: SecondScale): number {
  return similarity.reduce((sum, first) => {
    const confidence = scale.first({ pooled: first, best: first, faces: 1 });
    return sum + (scale.asks(confidence) ? 1 : 0);
  }, 0);
}

/** Errors with one, three and five faces enrolled, as the engine judges them. */
export function countSecondedErrors(blocks: TwoBlocks, scale: SecondScale, when: When): EnrolmentErrors[] {
  const compare: Compare = (enrolment, visit) => {
    const faces = enrolment.photos.length;
    compareBoth(blocks, enrolment, (photo, first, second) => {
      // No copies are among them.
      const compared = { pooled: first, best: faces === 1 ? first : -1, faces };
      visit(photo, scale.both(compared, { pooled: second, faces }, when));
    });
  };
  return countErrorsBy(compare, blocks.first, (confidence) => confidence);
}
