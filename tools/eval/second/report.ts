import { type SecondScale, secondScale } from '../../../src/match';
import type { Calibration, SecondCalibration } from '../../../src/protocol';
import { markdown } from '../../tables';
import { type Evaluation, evaluate, ratesTable, type Trial } from '../accuracy';
import {
  type HeldOutRate,
  halvesOf,
  joinHalves,
  measureCalibration,
  photosOfPeople,
  ratesOf,
} from '../calibration';
import type { Templates } from '../photos';
import { count, percent } from '../report';
import { binsOf, type Comparisons, countFrom, histogram, similarityAt } from '../statistics';
import { packBoth, seconded } from './blocks';
import { countAsked, countSecondedErrors, judge, likeness, type When } from './judge';
import { measureSecond } from './measure';

/** The retired service's advice, and the engine's default. */
const DEFAULT_CONFIDENCE = 75;

/** Two networks and what they were calibrated with. */
export interface Pairing {
  readonly first: { readonly id: string; readonly templates: Templates; readonly calibration: Calibration };
  readonly second: { readonly id: string; readonly templates: Templates; readonly calibration: Calibration };
  readonly together: SecondCalibration;
}

interface Column {
  readonly key: string;
  readonly name: string;
  readonly evaluation: Evaluation;
  /** Genuine comparisons below the default threshold. */
  readonly missed: number;
}

/** Error rates of either network alone and of both, and how often the second is asked. `trial`: the first network's. */
export function secondTable({ first, second, together }: Pairing, trial: Trial): string {
  const scale = secondScale(first.calibration, together);
  const block = packLike(trial, second.templates);
  const of = (comparisons: Comparisons) => seconded(block, comparisons);
  const alone = (calibration: Calibration) => (confidence: number) =>
    similarityAt(confidence, 1, calibration);
  const replaced = (change: (comparisons: Comparisons) => Comparisons): Trial => {
    const labelled = trial.labelled && change(trial.labelled.comparisons);
    return {
      ...trial,
      genuine: change(trial.genuine),
      impostor: change(trial.impostor),
      labelled:
        trial.labelled && labelled
          ? { ...trial.labelled, comparisons: labelled, similarity: labelled.similarity }
          : null,
    };
  };
  const judged = (when: When) => replaced((each) => judge(each, of(each), scale, when));
  const columns = [
    column(first.id, trial, alone(first.calibration)),
    column(
      second.id,
      replaced((each) => ({ ...each, similarity: of(each) })),
      alone(second.calibration),
    ),
    column('in two stages', judged('auto'), likeness),
    column('both always', judged('always'), likeness),
  ];
  return `${ratesTable(columns)}

${markdown({
  head: ['figure', ...columns.map(({ name }) => name)],
  rows: [
    [
      `missed at confidence ${DEFAULT_CONFIDENCE}`,
      ...columns.map(({ missed, evaluation: { genuine } }) => ratio(missed, genuine)),
    ],
  ],
})}

The second network is asked in ${ratio(countAsked(trial.genuine, scale), trial.genuine.left.length)} genuine and
${ratio(countAsked(trial.impostor, scale), trial.impostor.left.length)} impostor comparisons.`;
}

function column(name: string, trial: Trial, similarityOf: (confidence: number) => number): Column {
  const genuine = histogram(binsOf(trial.genuine.similarity));
  const missed = genuine.total - countFrom(genuine, similarityOf(DEFAULT_CONFIDENCE));
  return { key: name, name, evaluation: evaluate(trial, { similarityOf }), missed };
}

/** The second network's templates in the order of the trial's photos. */
function packLike({ block }: Trial, templates: Templates) {
  const dimension = [...templates.values()].find((each) => each !== null)?.length ?? 0;
  const values = new Float32Array(block.paths.length * dimension);
  const found = new Uint8Array(block.paths.length);
  block.paths.forEach((path, i) => {
    const template = templates.get(path);
    if (!template) return;
    const length = Math.hypot(...template);
    for (let k = 0; k < dimension; k++) values[i * dimension + k] = template[k] / length;
    found[i] = 1;
  });
  return { ...block, dimension, values, found };
}

/** What a confidence is worth on the half of the people that neither calibration saw. */
export function checkOnHalves({ first, second, together }: Pairing, when: When): HeldOutRate[] {
  const halves = halvesOf([...first.templates.keys()]).map((people) => ({
    first: photosOfPeople(first.templates, people),
    second: photosOfPeople(second.templates, people),
  }));
  const scales = halves.map((half): SecondScale => {
    const alone = measureCalibration(half.first, 'one half', first.calibration);
    const both = packBoth(half.first, half.second);
    return secondScale(alone, measureSecond(both, alone, together.weight, 'one half'));
  });
  const [one, other] = halves.map((half, i) =>
    countSecondedErrors(packBoth(half.first, half.second), scales[1 - i], when),
  );
  return joinHalves(one, other);
}

/** What the calibrations as they are let through of these people. */
export function checkAsIs({ first, second, together }: Pairing, when: When): HeldOutRate[] {
  const scale = secondScale(first.calibration, together);
  return ratesOf(countSecondedErrors(packBoth(first.templates, second.templates), scale, when));
}

function ratio(some: number, all: number): string {
  return `${count(some)} of ${count(all)} (${percent(some / all)})`;
}
