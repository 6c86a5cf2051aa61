import type { Calibration, StageTimings } from '../../../src/protocol';
import { median, quantile } from '../../quantiles';
import { markdown } from '../../tables';
import { count, interval, percent, type Section, scientific } from '../report';
import { BY_PERSON } from '../statistics';
import { FEWEST_EVENTS, type FmrAtConfidence, type FnmrAtFmr } from './evaluate';
import type { Exclusion } from './exclusions';
import { drawCalibration, drawDet, drawRoc, drawScores, type Named } from './pictures';
import { scoreBars } from './score-bars';
import type { Trial } from './trial';

const TOO_FEW = 'not shown: too few comparisons';

/** Names that a section lists; result.json has all. */
const LISTED = 50;

/** What is evaluated. */
export function what(model: Readonly<Record<string, string>>, { block, impostors }: Trial): Section {
  const rows = Object.entries(model).map(([name, value]) => `- ${name}: ${value}`);
  const withFace = block.found.reduce((sum, found) => sum + found, 0);
  return {
    title: 'What was measured',
    body: `${rows.join('\n')}
- ${count(block.paths.length)} photos of ${count(block.people)} people, a face in ${count(withFace)} of them
- impostor comparisons: ${impostors === 'all' ? 'all between different people' : "the list's different-person pairs"}`,
    data: { model, people: block.people, facesFound: withFace },
  };
}

export function rates(runs: readonly Named[]): Section {
  return {
    title: 'Error rates',
    body: `${ratesTable(runs)}

FMR is the false match rate, FNMR the false non-match rate: the share of genuine comparisons below the threshold at
which the impostor comparisons have that FMR. In brackets 95 % intervals.

![ROC curve](roc.svg)

![DET curve](det.svg)`,
    pictures: { 'roc.svg': drawRoc(runs), 'det.svg': drawDet(runs) },
    data: Object.fromEntries(
      runs.map(({ key, evaluation: { measured, confidence, ...numbers } }) => [key, numbers]),
    ),
  };
}

/** A column for each run. */
export function ratesTable(runs: readonly Named[]): string {
  const row = (name: string, cell: (run: Named['evaluation']) => string) => [
    name,
    ...runs.map(({ evaluation }) => cell(evaluation)),
  ];
  const fnmr = runs[0].evaluation.fnmr.map(({ fmr }, i) =>
    row(`FNMR at FMR 1e${Math.round(Math.log10(fmr))}`, (run) => missRate(run.fnmr[i])),
  );
  const rows = [
    row('genuine comparisons', ({ genuine }) => count(genuine)),
    row('impostor comparisons', ({ impostor }) => count(impostor)),
    row('area under the ROC curve', ({ auc }) =>
      auc ? `${auc.value.toFixed(5)} (${auc.interval.map((end) => end.toFixed(5)).join('–')})` : '–',
    ),
    row('equal error rate', ({ eer }) =>
      eer
        ? `${percent(eer.value)} (${interval(eer.interval)}), similarity ${eer.threshold.toFixed(4)}`
        : TOO_FEW,
    ),
    row('accuracy of the pairs', ({ accuracy }) => {
      if (!accuracy) return 'no list of pairs';
      const { mean, standardError, folds } = accuracy;
      const how =
        folds > 1 ? `${folds} folds, standard error ${percent(standardError)}` : 'one fold, best threshold';
      return `${percent(mean)} (${interval(accuracy.interval)}), ${how}`;
    }),
    ...fnmr,
  ];
  return markdown({ head: ['figure', ...runs.map(({ name }) => name)], rows });
}

export function scores(run: Named, trial: Trial): Section {
  const bars = scoreBars(trial);
  return {
    title: 'Scores',
    body: '![How similarities are spread](scores.svg)',
    pictures: { 'scores.svg': drawScores(bars, run) },
    data: { scores: bars },
  };
}

export function confidence(run: Named, calibration: Calibration): Section {
  const { evaluation } = run;
  const rows = evaluation.confidence.map((point) => [
    String(point.confidence),
    point.similarity.toFixed(4),
    scientific(point.nominal),
    matchRate(point),
  ]);
  return {
    title: 'What confidence promises, and what is measured',
    body: `${markdown({ head: ['confidence', 'similarity', 'FMR promised', 'FMR measured'], rows })}

One enrolled face. The promise is the table of models/manifest.json, from ${calibration.data}
(${count(calibration.people)} people, ${count(calibration.comparisons)} comparisons, ${calibration.date}). Measured on
the same people it says nothing about others.

![Measured false match rate over similarity](calibration.svg)`,
    pictures: { 'calibration.svg': drawCalibration(run, calibration) },
    data: { confidence: evaluation.confidence, measured: evaluation.measured },
  };
}

export function faces(
  paths: readonly string[],
  notFound: readonly string[],
  unreadable: ReadonlyMap<string, string>,
): Section {
  const lines = [
    `No face found in ${count(notFound.length)} of ${count(paths.length)} photos.`,
    ...listed(notFound),
    ...(unreadable.size > 0
      ? [`${count(unreadable.size)} files could not be used, for another reason:`]
      : []),
    ...listed([...unreadable].map(([path, reason]) => `${path}: ${reason}`)),
  ];
  return {
    title: 'Faces not found',
    body: `${lines.join('\n')}

Genuine comparisons with such a photo count as missed; impostor comparisons leave them out.`,
    data: { photos: paths.length, notFound, unreadable: Object.fromEntries(unreadable) },
  };
}

export function times(timings: readonly StageTimings[], environments: readonly string[]): Section {
  const stages = {
    decode: timings.map(({ decode }) => decode),
    detect: timings.map(({ detect }) => detect),
    align: timings.map(({ align }) => align),
    embed: timings.map(({ embed }) => embed),
    all: timings.map(({ decode, detect, align, embed }) => decode + detect + align + embed),
  };
  const figures = Object.entries(stages).map(([stage, values]) => ({
    stage,
    median: Number(median(values).toFixed(2)),
    p95: Number(quantile(values, 0.95).toFixed(2)),
  }));
  const rows = figures.map(({ stage, median, p95 }) => [stage, median.toFixed(1), p95.toFixed(1)]);
  return {
    title: 'Time',
    body:
      timings.length === 0
        ? 'No times: the templates come from a file that has none.'
        : `${markdown({ head: ['stage', 'median, ms', '95th percentile, ms'], rows })}

${count(timings.length)} photos, networks warm. ${environments.join('; ')}.`,
    data: { timesMs: timings.length === 0 ? null : figures, environments },
  };
}

export function excluded(exclusions: readonly Exclusion[]): Section {
  const rows = exclusions.map(({ kind, a, b, reason }) => [kind, a, b, reason]);
  return {
    title: 'Excluded after review',
    body: `The column "without excluded" leaves these out; nothing else in the report does.

${markdown({ head: ['kind', 'a', 'b', 'reason'], rows })}`,
    data: { excluded: exclusions },
  };
}

export function method(trial: Trial): Section {
  const impostors =
    trial.impostors === 'all'
      ? 'all comparisons between photos of different people (a person is a folder)'
      : 'the different-person pairs of the list (`--all-impostors` takes all comparisons)';
  const genuine = trial.labelled
    ? 'the same-person pairs of the list'
    : 'every two photos of one person (a folder)';
  return {
    title: 'How it was measured',
    body: `Every photo went through the engine in a browser, on the path that \`verify\` takes; scores are cosine similarities.
Genuine: ${genuine}. Impostors: ${impostors}.

Intervals are 95 % percentile intervals of a bootstrap over people, not comparisons, since comparisons share people:
${BY_PERSON} times, as many people as there are were drawn with replacement; a genuine comparison counted as often as its
person, an impostor comparison as the product of its two people; and every number, thresholds included, was taken again.
A false match rate is shown when at least ${FEWEST_EVENTS} false matches are expected among the comparisons. Accuracy is that of LFW's
protocol: each fold is judged with the threshold that is best on the others, and the folds are averaged. Thresholds lie
on a grid of 2⁻¹⁷.`,
    data: {
      impostors: trial.impostors,
      bootstrap: { over: 'people', interval: 'percentile, 95 %', repetitions: BY_PERSON, seed: 1 },
    },
  };
}

function missRate({ shown }: FnmrAtFmr): string {
  if (!shown) return TOO_FEW;
  return `${percent(shown.value)} (${interval(shown.interval)}), ${count(shown.missed)} of ${count(shown.genuine)}, similarity ${shown.threshold.toFixed(4)}`;
}

function matchRate({ shown }: FmrAtConfidence): string {
  if (!shown) return TOO_FEW;
  const [low, high] = shown.interval.map(scientific);
  return `${scientific(shown.value)} (${low}–${high}), ${count(shown.matches)} of ${count(shown.comparisons)}`;
}

function listed(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const rest = names.length > LISTED ? [`- and ${names.length - LISTED} more, in result.json`] : [];
  return ['', ...names.slice(0, LISTED).map((name) => `- ${name}`), ...rest, ''];
}
