import type { Calibration } from '../../src/protocol';
import { packTemplates } from './block';
import { measureCalibration } from './calibration';
import type { Templates } from './dump';
import { enrol, type PersonScores, scoreEnrolments } from './enrolments';
import { personOf } from './pairs';
import { mulberry32 } from './random';
import { similarityAt } from './similarity-at';

/** Confidences that the retired service's FAQ names, and the FMR each stands for. */
const LEVELS = [
  { confidence: 70, fmr: 1e-3 },
  { confidence: 80, fmr: 1e-4 },
  { confidence: 90, fmr: 1e-5 },
] as const;
const FACES = [1, 3, 5];
/** Random choices of the photos that count as enrolled. */
const DRAWS = 10;

/** What a confidence was worth on people whom the calibration never saw. */
export interface HeldOutRate {
  readonly faces: number;
  readonly confidence: number;
  /** What the confidence promises. */
  readonly promised: number;
  readonly measured: number;
  /** 95 %, people resampled. */
  readonly interval: readonly [low: number, high: number];
  /** Means over the draws, like all counts. */
  readonly falseMatches: number;
  readonly comparisons: number;
  readonly people: number;
  /** Photos of the enrolled persons themselves that stay below, of those not enrolled. */
  readonly missed: number;
  readonly genuine: number;
}

/** Halves the people, seeded; calibrates on each half and counts errors on the other. */
export function crossCheck(templates: Templates, seed = 1): HeldOutRate[] {
  const [one, other] = halve(templates, seed);
  const both = [
    countErrors(measureCalibration(one, 'one half'), other),
    countErrors(measureCalibration(other, 'the other half'), one),
  ];
  return both[0].map((rates, i) => [...rates, ...both[1][i]]).flatMap(summarize);
}

/** How often `calibration` lets strangers among these people reach each confidence, and keeps them from their own. */
export function checkCalibration(calibration: Calibration, templates: Templates): HeldOutRate[] {
  return countErrors(calibration, templates).flatMap(summarize);
}

/** What one enrolled person's comparisons gave, means over all draws. */
interface PersonCount {
  readonly faces: number;
  readonly confidence: number;
  readonly promised: number;
  readonly falseMatches: number;
  readonly comparisons: number;
  readonly missed: number;
  readonly genuine: number;
}

function countErrors(calibration: Calibration, templates: Templates): PersonCount[][] {
  const block = packTemplates(templates);
  return FACES.flatMap((faces) => {
    const thresholds = LEVELS.map(({ confidence }) => similarityAt(confidence, faces, calibration));
    const counts = new Map<number, Tally>();
    for (let draw = 1; draw <= DRAWS; draw++) {
      for (const enrolment of enrol(block, faces, draw)) {
        const scores = scoreEnrolments(block, [enrolment]);
        counts.set(enrolment.person, addDraw(counts.get(enrolment.person), scores, thresholds));
      }
    }
    return LEVELS.map(({ confidence, fmr }, level) =>
      [...counts.values()].map(({ falseMatches, missed, ...of }) => ({
        faces,
        confidence,
        promised: fmr,
        ...of,
        falseMatches: falseMatches[level],
        missed: missed[level],
      })),
    );
  });
}

/** One person's counts so far, a number a level where the threshold matters. */
interface Tally {
  readonly falseMatches: readonly number[];
  readonly missed: readonly number[];
  readonly comparisons: number;
  readonly genuine: number;
}

function addDraw(
  tally: Tally = { falseMatches: [0, 0, 0], missed: [0, 0, 0], comparisons: 0, genuine: 0 },
  { impostor, genuine }: PersonScores,
  thresholds: readonly number[],
): Tally {
  const reaching = (scores: Float32Array, level: number) =>
    scores.reduce((count, similarity) => count + (similarity >= thresholds[level] ? 1 : 0), 0);
  return {
    falseMatches: tally.falseMatches.map((sum, level) => sum + reaching(impostor, level) / DRAWS),
    missed: tally.missed.map((sum, level) => sum + (genuine.length - reaching(genuine, level)) / DRAWS),
    comparisons: tally.comparisons + impostor.length / DRAWS,
    genuine: tally.genuine + genuine.length / DRAWS,
  };
}

/** Nothing where nobody has so many photos. */
function summarize(counts: readonly PersonCount[]): HeldOutRate[] {
  if (counts.length === 0) return [];
  const [{ faces, confidence, promised }] = counts;
  const total = (of: readonly PersonCount[]) => ({
    falseMatches: of.reduce((sum, each) => sum + each.falseMatches, 0),
    comparisons: of.reduce((sum, each) => sum + each.comparisons, 0),
  });
  const random = mulberry32(1);
  const rates = Array.from({ length: 1000 }, () => {
    const drawn = total(counts.map(() => counts[Math.floor(random() * counts.length)]));
    return drawn.falseMatches / drawn.comparisons;
  }).sort((a, b) => a - b);
  const { falseMatches, comparisons } = total(counts);
  return [
    {
      faces,
      confidence,
      promised,
      measured: falseMatches / comparisons,
      interval: [rates[24], rates[974]],
      falseMatches,
      comparisons,
      people: counts.length,
      missed: counts.reduce((sum, each) => sum + each.missed, 0),
      genuine: counts.reduce((sum, each) => sum + each.genuine, 0),
    },
  ];
}

function halve(templates: Templates, seed: number): [Templates, Templates] {
  const random = mulberry32(seed);
  const people = [...new Set([...templates.keys()].map(personOf))];
  const first = new Set(people.filter(() => random() < 0.5));
  const entries = [...templates];
  return [
    new Map(entries.filter(([path]) => first.has(personOf(path)))),
    new Map(entries.filter(([path]) => !first.has(personOf(path)))),
  ];
}
