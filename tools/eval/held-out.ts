import type { Calibration } from '../../src/protocol';
import { packTemplates } from './block';
import { measureCalibration } from './calibration';
import type { Templates } from './dump';
import { enrol, scoreEnrolments } from './enrolments';
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
  /** A mean over the draws. */
  readonly falseMatches: number;
  readonly comparisons: number;
  readonly people: number;
}

/** Halves the people, seeded; calibrates on each half and counts false matches on the other. */
export function crossCheck(templates: Templates, seed = 1): HeldOutRate[] {
  const [one, other] = halve(templates, seed);
  const both = [
    countFalseMatches(measureCalibration(one, 'one half'), other),
    countFalseMatches(measureCalibration(other, 'the other half'), one),
  ];
  return both[0].map((rates, i) => summarize([...rates, ...both[1][i]]));
}

/** How often `calibration` lets strangers among these people reach each confidence. */
export function checkCalibration(calibration: Calibration, templates: Templates): HeldOutRate[] {
  return countFalseMatches(calibration, templates).map(summarize);
}

/** False matches of one enrolled person, over all draws. */
interface PersonCount {
  readonly faces: number;
  readonly confidence: number;
  readonly promised: number;
  readonly falseMatches: number;
  readonly comparisons: number;
}

function countFalseMatches(calibration: Calibration, templates: Templates): PersonCount[][] {
  const block = packTemplates(templates);
  return FACES.flatMap((faces) => {
    const thresholds = LEVELS.map(({ confidence }) => similarityAt(confidence, faces, calibration));
    const counts = new Map<number, { matches: number[]; comparisons: number }>();
    for (let draw = 1; draw <= DRAWS; draw++) {
      for (const enrolment of enrol(block, faces, draw)) {
        const { impostor } = scoreEnrolments(block, [enrolment]);
        const count = counts.get(enrolment.person) ?? { matches: LEVELS.map(() => 0), comparisons: 0 };
        thresholds.forEach((threshold, level) => {
          for (const similarity of impostor) if (similarity >= threshold) count.matches[level] += 1 / DRAWS;
        });
        count.comparisons += impostor.length / DRAWS;
        counts.set(enrolment.person, count);
      }
    }
    return LEVELS.map(({ confidence, fmr }, level) =>
      [...counts.values()].map(({ matches, comparisons }) => ({
        faces,
        confidence,
        promised: fmr,
        falseMatches: matches[level],
        comparisons,
      })),
    );
  });
}

function summarize(counts: readonly PersonCount[]): HeldOutRate {
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
  return {
    faces,
    confidence,
    promised,
    measured: falseMatches / comparisons,
    interval: [rates[24], rates[974]],
    falseMatches,
    comparisons,
    people: counts.length,
  };
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
