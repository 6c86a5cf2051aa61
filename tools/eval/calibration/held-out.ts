import type { Calibration } from '../../../src/protocol';
import { mulberry32 } from '../../random';
import { personOf, type Templates } from '../photos';
import { resamplePeople } from '../statistics';
import { measureCalibration } from './calibration';
import { countErrors, type EnrolmentErrors } from './enrolment-errors';

/** Of the bootstrap. */
const REPETITIONS = 1000;

/** What a confidence was worth on people whom the calibration never saw. */
export interface HeldOutRate extends Pick<EnrolmentErrors, 'faces' | 'confidence' | 'promised'> {
  readonly measured: number;
  /** 95 %, people resampled. */
  readonly interval: readonly [low: number, high: number];
  /** Means over the draws, like all counts. */
  readonly falseMatches: number;
  readonly comparisons: number;
  /** Enrolled. */
  readonly people: number;
  /** Photos of the enrolled persons themselves that stay below, of those not enrolled. */
  readonly missed: number;
  readonly genuine: number;
}

/**
 * Halves the people, seeded; calibrates on each half and counts errors on the other. `known` as `measureCalibration`
 * takes it. Throws TooFewError when a half cannot be calibrated.
 */
export function crossCheck(templates: Templates, known?: Calibration, seed = 1): HeldOutRate[] {
  const [one, other] = halvesOf([...templates.keys()], seed).map((half) => photosOfPeople(templates, half));
  const [ofOne, ofOther] = [one, other].map((half) => measureCalibration(half, 'one half', known));
  return joinHalves(countErrors(ofOne, other), countErrors(ofOther, one));
}

/** What two halves show together, each by the other's calibration. */
export function joinHalves(
  one: readonly EnrolmentErrors[],
  other: readonly EnrolmentErrors[],
): HeldOutRate[] {
  return one.flatMap((errors, i) => summarize([errors, other[i]]));
}

/** What one group shows. */
export function ratesOf(errors: readonly EnrolmentErrors[]): HeldOutRate[] {
  return errors.flatMap((each) => summarize([each]));
}

/** How often `calibration` lets strangers among these people reach each confidence, and keeps them from their own. */
export function checkCalibration(calibration: Calibration, templates: Templates): HeldOutRate[] {
  return ratesOf(countErrors(calibration, templates));
}

/** One rate from the errors of groups that were not compared with each other; nothing where nobody was enrolled. */
function summarize(groups: readonly EnrolmentErrors[]): HeldOutRate[] {
  const sum = (of: (group: EnrolmentErrors) => number) => groups.reduce((all, group) => all + of(group), 0);
  const people = sum(({ enrolled }) => enrolled.length);
  if (people === 0) return [];
  const everybody = sum(({ photosOf }) => photosOf.length);
  const counts = weigh(groups, new Uint16Array(everybody).fill(1));
  const [interval] = resamplePeople(
    everybody,
    (drawn) => {
      const { falseMatches, comparisons } = weigh(groups, drawn);
      return [falseMatches / comparisons];
    },
    { repetitions: REPETITIONS },
  );
  const [{ faces, confidence, promised }] = groups;
  return [
    {
      faces,
      confidence,
      promised,
      measured: counts.falseMatches / counts.comparisons,
      interval,
      ...counts,
      people,
      missed: sum(({ missed }) => missed),
      genuine: sum(({ genuine }) => genuine),
    },
  ];
}

/** What is left when every comparison counts the product of its two people's draws, the groups' people in a row. */
function weigh(groups: readonly EnrolmentErrors[], drawn: Uint16Array) {
  let [falseMatches, comparisons, from] = [0, 0, 0];
  for (const { photosOf, enrolled, falseMatches: matches } of groups) {
    const weights = drawn.subarray(from, from + photosOf.length);
    from += photosOf.length;
    for (const { enrolled, stranger, count } of matches) {
      falseMatches += count * weights[enrolled] * weights[stranger];
    }
    const photos = photosOf.reduce((sum, count, person) => sum + count * weights[person], 0);
    for (const person of enrolled) {
      comparisons += weights[person] * (photos - photosOf[person] * weights[person]);
    }
  }
  return { falseMatches, comparisons };
}

/** The people of these photos, in two halves. */
export function halvesOf(paths: readonly string[], seed = 1): [ReadonlySet<string>, ReadonlySet<string>] {
  const random = mulberry32(seed);
  const people = [...new Set(paths.map(personOf))];
  const first = new Set(people.filter(() => random() < 0.5));
  return [first, new Set(people.filter((person) => !first.has(person)))];
}

export function photosOfPeople(templates: Templates, people: ReadonlySet<string>): Templates {
  return new Map([...templates].filter(([path]) => people.has(personOf(path))));
}
