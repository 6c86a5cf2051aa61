import * as Plot from '@observablehq/plot';
import type { Calibration } from '../../../src/protocol';
import { COLOURS, drawSvg, legend, logAxis } from '../../charts';
import { count } from '../report';
import type { Evaluation } from './evaluate';

/** An evaluation under the name that pictures and tables give it. */
export interface Named {
  /** In result.json. */
  readonly key: string;
  readonly name: string;
  readonly evaluation: Evaluation;
}

const FMR = 'false match rate (share of impostor comparisons that match)';

export function drawRoc(runs: readonly Named[]): string {
  const lowest = lowestRate(runs);
  const least = Math.min(...points(runs).map(({ fnmr }) => 1 - fnmr));
  return drawSvg({
    x: logAxis(`${FMR} →`, lowest, 1),
    y: {
      label: '↑ true match rate (share of genuine comparisons that match), %',
      domain: [Math.floor(least * 20) * 5, 100],
      grid: true,
    },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      ...runs.map(({ evaluation }, i) =>
        Plot.line(evaluation.curve, {
          x: 'fmr',
          y: (point) => 100 * (1 - point.fnmr),
          stroke: COLOURS[i],
          strokeWidth: 2,
          ...dash(i),
        }),
      ),
      ...operatingPoints(runs, (fnmr) => 100 * (1 - fnmr)),
      ...legendOf(runs, 'top-left'),
    ],
  });
}

export function drawDet(runs: readonly Named[]): string {
  const missed = points(runs)
    .map(({ fnmr }) => fnmr)
    .filter((fnmr) => fnmr > 0);
  return drawSvg({
    x: logAxis(`${FMR} →`, lowestRate(runs), 1),
    y: logAxis('↑ false non-match rate (share of genuine comparisons)', Math.min(0.1, ...missed), 1),
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      ...runs.map(({ evaluation }, i) =>
        Plot.line(
          evaluation.curve.filter(({ fnmr }) => fnmr > 0),
          { x: 'fmr', y: 'fnmr', stroke: COLOURS[i], strokeWidth: 2, ...dash(i) },
        ),
      ),
      ...operatingPoints(runs, (fnmr) => fnmr),
      ...legendOf(runs, 'bottom-left'),
    ],
  });
}

/** Measured FMR with its interval beside the manifest's table, on the scale that confidence is read from. */
export function drawCalibration({ evaluation }: Named, calibration: Calibration): string {
  const { measured, confidence } = evaluation;
  const shown = measured.filter(({ similarity }) => similarity > -1);
  const lowest = Math.min(1e-5, ...shown.map(({ interval, value }) => interval[0] || value));
  const similarities = [...shown, ...calibration.points].map(({ similarity }) => similarity);
  return drawSvg({
    marginRight: 110,
    x: {
      label: 'similarity (cosine) →',
      domain: [Math.min(...similarities), Math.max(...similarities)],
      nice: true,
    },
    y: { ...logAxis('↑ false match rate', Math.max(lowest, 1e-7), 1), clamp: true },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.ruleY(confidence, { y: 'nominal', stroke: COLOURS[2], strokeDasharray: '2,4' }),
      Plot.text(confidence, {
        y: 'nominal',
        text: (each) => `confidence ${each.confidence}`,
        frameAnchor: 'right',
        textAnchor: 'start',
        dx: 8,
        fill: COLOURS[2],
      }),
      Plot.areaY(shown, {
        x: 'similarity',
        y1: ({ interval }) => interval[0] || 1e-7,
        y2: ({ interval }) => interval[1],
        fill: COLOURS[0],
        fillOpacity: 0.2,
      }),
      Plot.line(shown, { x: 'similarity', y: 'value', stroke: COLOURS[0], strokeWidth: 2 }),
      Plot.dot(calibration.points, { x: 'similarity', y: 'fmr', stroke: COLOURS[1], r: 4, strokeWidth: 1.5 }),
      ...legend(['measured here, with 95 % interval', "the manifest's table"], 'bottom-left'),
    ],
  });
}

export interface HistogramBar {
  readonly from: number;
  readonly to: number;
  /** Share of the genuine and of the impostor comparisons, %. */
  readonly genuine: number;
  readonly impostor: number;
}

export function drawScores(bars: readonly HistogramBar[], { evaluation }: Named): string {
  const steps = (kind: 'genuine' | 'impostor') =>
    bars.flatMap((bar) => [
      { similarity: bar.from, share: bar[kind] },
      { similarity: bar.to, share: bar[kind] },
    ]);
  const kinds = [
    ...(evaluation.genuine > 0 ? (['genuine'] as const) : []),
    ...(evaluation.impostor > 0 ? (['impostor'] as const) : []),
  ];
  const thresholds = evaluation.fnmr.flatMap(({ fmr, shown }) => (shown ? [{ fmr, ...shown }] : []));
  const width = bars.length > 0 ? +(bars[0].to - bars[0].from).toPrecision(2) : 0;
  return drawSvg({
    marginTop: 85,
    x: { label: 'similarity (cosine) →' },
    y: { label: `↑ share of comparisons per ${width} of similarity, %`, grid: true },
    marks: [
      ...kinds.flatMap((kind) => {
        const colour = COLOURS[kind === 'genuine' ? 0 : 1];
        const at = { x: 'similarity', y: 'share' } as const;
        return [
          Plot.areaY(steps(kind), { x: 'similarity', y1: 0, y2: 'share', fill: colour, fillOpacity: 0.25 }),
          Plot.line(steps(kind), { ...at, stroke: colour, strokeWidth: 1.5 }),
        ];
      }),
      Plot.ruleX(thresholds, { x: 'threshold', stroke: COLOURS[2], strokeDasharray: '4,3' }),
      Plot.text(thresholds, {
        x: 'threshold',
        text: ({ fmr }) => `FMR 1e${Math.round(Math.log10(fmr))}`,
        frameAnchor: 'top',
        dy: -6,
        dx: 3,
        rotate: -65,
        textAnchor: 'start',
        fill: COLOURS[2],
        fontSize: 11,
      }),
      Plot.ruleY([0]),
      ...legend(
        [`genuine (${count(evaluation.genuine)})`, `impostor (${count(evaluation.impostor)})`],
        'top-left',
      ),
    ],
  });
}

/** Dots at the rates of the table. */
function operatingPoints(runs: readonly Named[], height: (fnmr: number) => number): Plot.Markish[] {
  return runs.map(({ evaluation }, i) =>
    Plot.dot(
      evaluation.fnmr.flatMap(({ fmr, shown }) => (shown ? [{ fmr, fnmr: shown.value }] : [])),
      { x: 'fmr', y: ({ fnmr }) => height(fnmr), fill: COLOURS[i], r: 3.5 },
    ),
  );
}

function legendOf(runs: readonly Named[], corner: 'top-left' | 'bottom-left'): Plot.Markish[] {
  return runs.length > 1
    ? legend(
        runs.map(({ name }) => name),
        corner,
      )
    : [];
}

function dash(i: number): { strokeDasharray?: string } {
  return i === 0 ? {} : { strokeDasharray: '6,3' };
}

function points(runs: readonly Named[]) {
  return runs.flatMap(({ evaluation }) => evaluation.curve);
}

function lowestRate(runs: readonly Named[]): number {
  return Math.min(0.1, ...points(runs).map(({ fmr }) => fmr));
}
