import { environmentLine } from '../host';
import { median } from '../quantiles';
import { plain, type Table } from '../tables';
import { type Audit, CATEGORIES } from './audit';

interface Row {
  readonly category: string;
  /** Out of 100. */
  readonly median: number;
  readonly lowest: number;
  readonly bar: number;
  readonly holds: boolean;
}

interface Time {
  readonly title: string;
  /** ms, but for the layout's shift, which has no unit. */
  readonly median: number;
  readonly unit: 'ms' | '';
}

export interface Report {
  readonly runs: number;
  readonly lighthouse: string;
  readonly chromium: string;
  readonly environment: string;
  readonly rows: readonly Row[];
  readonly times: readonly Time[];
  /** What counts towards a score and was not perfect in any of the runs. */
  readonly findings: readonly string[];
}

/** Out of 100. */
const BARS: Readonly<Record<(typeof CATEGORIES)[number], number>> = {
  performance: 90,
  accessibility: 100,
  'best-practices': 100,
};

/** What counts as 100 of 100. */
const PERFECT = 0.995;

const TITLES: Readonly<Record<(typeof CATEGORIES)[number], string>> = {
  performance: 'performance',
  accessibility: 'accessibility',
  'best-practices': 'best practices',
};

const TIMES: Readonly<Record<string, Time['unit']>> = {
  'first-contentful-paint': 'ms',
  'largest-contentful-paint': 'ms',
  'speed-index': 'ms',
  'total-blocking-time': 'ms',
  'cumulative-layout-shift': '',
};

/** Of one run or more. */
export function reportOf(audits: readonly Audit[]): Report {
  const [first] = audits;
  if (first === undefined) throw new Error('nothing was run');
  return {
    runs: audits.length,
    lighthouse: first.lighthouseVersion,
    chromium: /Chrome\/(\d+)/.exec(first.environment.hostUserAgent)?.[1] ?? 'unknown',
    environment: environmentLine(),
    rows: CATEGORIES.map((category) => rowOf(category, audits)),
    times: Object.entries(TIMES).map(([id, unit]) => ({
      title: first.audits[id]?.title ?? id,
      median: median(audits.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN)),
      unit,
    })),
    findings: [...new Set(audits.flatMap(findingsOf))],
  };
}

function rowOf(category: (typeof CATEGORIES)[number], audits: readonly Audit[]): Row {
  const scores = audits.map(({ categories }) => Math.round(100 * categories[category].score));
  const middle = median(scores);
  const bar = BARS[category];
  return {
    category: TITLES[category],
    median: middle,
    lowest: Math.min(...scores),
    bar,
    holds: middle >= bar,
  };
}

function findingsOf({ categories, audits }: Audit): string[] {
  return CATEGORIES.flatMap((category) =>
    categories[category].auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < PERFECT)
      .map(({ id }) => `${TITLES[category]}: ${audits[id]?.title} (${id})`),
  );
}

export function tablesOf({ rows, times }: Report): readonly [scores: Table, times: Table] {
  return [
    {
      head: ['of 100', 'median', 'lowest', 'bar', 'outcome'],
      rows: rows.map(({ category, median, lowest, bar, holds }) => [
        category,
        String(median),
        String(lowest),
        `≥ ${bar}`,
        holds ? 'holds' : 'does not hold',
      ]),
    },
    {
      head: ['simulated phone', 'median'],
      rows: times.map(({ title, median, unit }) => [
        title,
        unit === 'ms' ? `${Math.round(median).toLocaleString('en')} ms` : median.toFixed(3),
      ]),
    },
  ];
}

export function circumstances({ runs, lighthouse, chromium, environment }: Report): string {
  return `Lighthouse ${lighthouse}, mobile setting, median of ${runs} runs; Chromium ${chromium}; ${environment}.`;
}

export function written(report: Report): string {
  const [scores, times] = tablesOf(report);
  return [circumstances(report), plain(scores), plain(times), ...report.findings].join('\n\n');
}
