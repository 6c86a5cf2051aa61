import * as Plot from '@observablehq/plot';
import { COLOURS, drawSvg, legend } from '../../charts';
import { markdown } from '../../tables';
import { count, interval, percent, type Section } from '../report';
import { type Counted, MATCH_CONFIDENCES, type RobustnessRow } from './summary';

const HOW = `FNMR is the false non-match rate: the share of all pairs whose confidence stays below the threshold; a copy that gives
no template counts as a miss. In brackets Wilson's 95 % intervals. Confidence and its shift are those of the copies that gave a
template; the shift is the copy's confidence less that of the photo it was made of, median and quartiles. Impostors: each copy
against photo a of every other person. Those comparisons share photos, so that no interval is given.`;

/** Table and pictures of what degraded copies do. */
export function robustnessSection(rows: readonly RobustnessRow[]): Section {
  return {
    title: 'Robustness',
    body: `${robustnessTable(rows)}

${HOW}

![FNMR by degradation](robustness-fnmr.svg)

![Shift of confidence by degradation](robustness-shift.svg)`,
    pictures: { 'robustness-fnmr.svg': drawFnmr(rows), 'robustness-shift.svg': drawShift(rows) },
    data: { robustness: rows },
  };
}

/** A line a degradation. */
export function robustnessTable(rows: readonly RobustnessRow[]): string {
  return markdown({
    head: [
      'copy of photo b',
      'no face',
      'refused',
      ...MATCH_CONFIDENCES.map((each) => `FNMR at ${each}`),
      'confidence, median',
      'shift, median (quartiles)',
      `impostors at ${MATCH_CONFIDENCES[0]}`,
    ],
    rows: rows.map(({ name, noFace, refused, misses, confidence, shift, falseMatches }) => [
      name,
      String(noFace),
      String(refused),
      ...MATCH_CONFIDENCES.map((each) => rate(misses[each])),
      oneDecimal(confidence.median),
      `${signed(shift.median)} (${signed(shift.low)} to ${signed(shift.high)})`,
      `${falseMatches.events} of ${count(falseMatches.of)}`,
    ]),
  });
}

function rate({ events, of, interval: bounds }: Counted): string {
  return of === 0 ? '–' : `${events} of ${of}: ${percent(events / of)} (${interval(bounds)})`;
}

function oneDecimal(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(1);
}

function signed(value: number): string {
  const text = oneDecimal(Math.abs(value));
  if (text === '–' || Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** One above the other, in the table's order. */
function drawBands(rows: readonly RobustnessRow[], options: Plot.PlotOptions): string {
  return drawSvg({
    ...options,
    height: 90 + 24 * rows.length,
    marginLeft: 190,
    y: { domain: rows.map(({ name }) => name), label: null, type: 'band', padding: 0.3 },
  });
}

function drawFnmr(rows: readonly RobustnessRow[]): string {
  const dots = MATCH_CONFIDENCES.map((threshold, i) =>
    rows.map(({ name, misses: { [threshold]: missed } }) => ({
      name,
      share: missed.of === 0 ? Number.NaN : (100 * missed.events) / missed.of,
      low: 100 * missed.interval[0],
      high: 100 * missed.interval[1],
      dy: i === 0 ? -3 : 4,
      colour: COLOURS[i],
    })),
  );
  return drawBands(rows, {
    x: { label: 'FNMR, % (95 % interval)', domain: [0, 100], grid: true },
    marks: [
      ...dots.flatMap((series) => [
        Plot.ruleY(series, {
          y: 'name',
          x1: 'low',
          x2: 'high',
          stroke: series[0]?.colour,
          dy: series[0]?.dy,
        }),
        Plot.dot(series, { y: 'name', x: 'share', fill: series[0]?.colour, r: 3.5, dy: series[0]?.dy }),
      ]),
      ...legend(
        MATCH_CONFIDENCES.map((each) => `at confidence ${each}`),
        'top-right',
      ),
    ],
  });
}

function drawShift(rows: readonly RobustnessRow[]): string {
  const shifts = rows
    .filter(({ shift }) => !Number.isNaN(shift.median))
    .map(({ name, shift }) => ({ name, ...shift }));
  return drawBands(rows, {
    x: { label: 'shift of confidence (median, quartiles)', grid: true, nice: true },
    marks: [
      Plot.ruleX([0], { stroke: COLOURS[2] }),
      Plot.ruleY(shifts, {
        y: 'name',
        x1: 'low',
        x2: 'high',
        stroke: COLOURS[0],
        strokeWidth: 4,
        strokeOpacity: 0.4,
      }),
      Plot.dot(shifts, { y: 'name', x: 'median', fill: COLOURS[0], r: 4 }),
    ],
  });
}
