import type { Calibration } from '../../../src/protocol';
import { packTemplates, type TemplateBlock, type Templates } from '../photos';
import { similarityAt } from '../statistics';
import { compareEnrolment, type Enrolment, enrol } from './enrolments';

/** Confidences that the retired service's FAQ names, the default threshold, and the FMR each stands for. */
const LEVELS = [
  { confidence: 70, promised: 1e-3 },
  { confidence: 75, promised: 10 ** -3.5 },
  { confidence: 80, promised: 1e-4 },
  { confidence: 90, promised: 1e-5 },
] as const;
const FACES = [1, 3, 5];
/** Random choices of the photos that count as enrolled. */
const DRAWS = 10;

/** Errors with so many faces enrolled, at one confidence. Counts are means over the draws, persons are indexes. */
export interface EnrolmentErrors {
  readonly faces: number;
  readonly confidence: number;
  /** The FMR that the confidence promises. */
  readonly promised: number;
  /** Photos with a face of each person, the enrolled ones among them. */
  readonly photosOf: Uint32Array;
  /** The persons with so many photos. */
  readonly enrolled: readonly number[];
  /** Photos of a stranger that match an enrolled person. */
  readonly falseMatches: readonly { enrolled: number; stranger: number; count: number }[];
  /** Photos of the enrolled persons themselves that stay below, of those not enrolled. */
  readonly missed: number;
  readonly genuine: number;
}

/** Hands over every photo that was not enrolled with how it compares with the enrolment: anything that rises with likeness. */
export type Compare = (enrolment: Enrolment, visit: (photo: number, likeness: number) => void) => void;

/** One entry for each number of faces and each confidence, always in the same order. */
export function countErrors(calibration: Calibration, templates: Templates): EnrolmentErrors[] {
  const block = packTemplates(templates);
  const compare: Compare = (enrolment, visit) => compareEnrolment(block, enrolment, visit);
  return countErrorsBy(compare, block, (confidence, faces) => similarityAt(confidence, faces, calibration));
}

/** The same for another comparison. `thresholdAt`: the likeness from which so many faces give a confidence. */
export function countErrorsBy(
  compare: Compare,
  block: TemplateBlock,
  thresholdAt: (confidence: number, faces: number) => number,
): EnrolmentErrors[] {
  const photosOf = new Uint32Array(block.people);
  block.persons.forEach((person, photo) => {
    photosOf[person] += block.found[photo];
  });
  return FACES.flatMap((faces) => {
    const enrolled = [...photosOf.keys()].filter((person) => photosOf[person] >= faces);
    const genuine = enrolled.reduce((sum, person) => sum + photosOf[person] - faces, 0);
    const thresholds = LEVELS.map(({ confidence }) => thresholdAt(confidence, faces));
    const errors = drawErrors(compare, block, faces, thresholds);
    return LEVELS.map((level, i) => ({ ...level, ...errors[i], faces, photosOf, enrolled, genuine }));
  });
}

/** False matches and misses at each threshold. */
function drawErrors(compare: Compare, block: TemplateBlock, faces: number, thresholds: readonly number[]) {
  const { persons, people } = block;
  const tallies = thresholds.map((threshold) => ({
    threshold,
    matches: new Map<number, number>(),
    missed: 0,
  }));
  for (let draw = 1; draw <= DRAWS; draw++) {
    for (const enrolment of enrol(block, faces, draw)) {
      compare(enrolment, (photo, similarity) => {
        const own = persons[photo] === enrolment.person;
        const pair = enrolment.person * people + persons[photo];
        for (const tally of tallies) {
          const reaches = similarity >= tally.threshold;
          if (own && !reaches) tally.missed += 1;
          if (!own && reaches) tally.matches.set(pair, (tally.matches.get(pair) ?? 0) + 1);
        }
      });
    }
  }
  return tallies.map(({ matches, missed }) => ({
    missed: missed / DRAWS,
    falseMatches: Array.from(matches, ([pair, count]) => ({
      enrolled: Math.floor(pair / people),
      stranger: pair % people,
      count: count / DRAWS,
    })),
  }));
}
