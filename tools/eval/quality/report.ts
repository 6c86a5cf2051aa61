import { requireEnrollable } from '../../../src/engine/calls';
import { dot } from '../../../src/match';
import { type Extraction, FaceError, type FaceQuality, type QualityReason } from '../../../src/protocol';
import { median, quantile } from '../../quantiles';
import { markdown } from '../../tables';
import { wilson } from '../statistics';
import type { Damage, Seen } from './kinds';

/** A worse copy of one photo of a person, and another photo of the same person as it is. */
export interface Trial {
  readonly damage: Damage;
  readonly person: string;
  /** null when no face was found in it. */
  readonly copy: Seen | null;
  readonly other: Seen;
}

/** What the gate of `newperson` and `addface` has against a face. */
export function reasonsAgainst(quality: FaceQuality): readonly QualityReason[] {
  try {
    requireEnrollable({ quality } as Extraction);
    return [];
  } catch (error) {
    if (error instanceof FaceError && error.data?.reasons) return error.data.reasons;
    throw error;
  }
}

interface Rates {
  readonly trials: number;
  readonly missed: number;
  /** Comparisons with other people's photos, and those of them that match. */
  readonly impostors: number;
  readonly matched: number;
}

/** Misses and false matches of found copies at a threshold. */
function ratesOf(trials: readonly Trial[], all: readonly Trial[], threshold: number): Rates {
  const others = [...new Map(all.map(({ person, other }) => [person, Float32Array.from(other.template)]))];
  let missed = 0;
  let matched = 0;
  let impostors = 0;
  for (const { copy, other, person } of trials) {
    if (!copy) continue;
    const template = Float32Array.from(copy.template);
    if (dot(template, Float32Array.from(other.template)) < threshold) missed += 1;
    for (const [name, stranger] of others) {
      if (name === person) continue;
      impostors += 1;
      if (dot(template, stranger) >= threshold) matched += 1;
    }
  }
  return { trials: trials.filter(({ copy }) => copy).length, missed, impostors, matched };
}

const percent = (share: number) => `${Number((100 * share).toPrecision(2))}`;

/** `12 of 200: 6 % (3.5–10)`. */
function shareText(events: number, of: number): string {
  if (of === 0) return '–';
  const [low, high] = wilson(events, of);
  return `${events} of ${of}: ${percent(events / of)} % (${percent(low)}–${percent(high)})`;
}

function fmrText({ matched, impostors }: Rates): string {
  return impostors === 0 ? '–' : `${(matched / impostors).toExponential(1)} (${matched})`;
}

/** A line a damage: what the engine measures of it, and what it does to recognition. */
export function damageTable(trials: readonly Trial[], threshold: number): string {
  const lines = [...new Set(trials.map(({ damage }) => damage))].map((damage) => {
    const own = trials.filter((trial) => trial.damage === damage);
    const copies = own.flatMap(({ copy }) => copy ?? []);
    const { measure } = damage;
    const measured = measure === 'none' ? [] : copies.map(({ quality }) => quality[measure]);
    const refused = copies.filter(({ quality }) => reasonsAgainst(quality).length > 0).length;
    const rates = ratesOf(own, trials, threshold);
    return [
      damage.name,
      measured.length === 0 ? '' : `${measure} ${Number(median(measured).toPrecision(2))}`,
      own.length - copies.length,
      refused,
      shareText(rates.missed, rates.trials),
      fmrText(rates),
    ];
  });
  return table(['picture', 'measured, median', 'not found', 'refused', 'FNMR', 'FMR (matches)'], lines);
}

/** Of the damaged copies: do those that are refused for a reason miss more than those that are taken? */
export function reasonTable(trials: readonly Trial[], threshold: number): string {
  const judged = trials.flatMap((trial) =>
    trial.copy ? [{ trial, reasons: reasonsAgainst(trial.copy.quality) }] : [],
  );
  const line = (name: string, chosen: typeof judged) => {
    const rates = ratesOf(
      chosen.map(({ trial }) => trial),
      trials,
      threshold,
    );
    return [name, shareText(rates.missed, rates.trials), fmrText(rates)];
  };
  const reasons = [...new Set(judged.flatMap((each) => each.reasons))].sort();
  return table(
    ['copies', 'FNMR', 'FMR (matches)'],
    [
      line(
        'taken',
        judged.filter((each) => each.reasons.length === 0),
      ),
      line(
        'refused',
        judged.filter((each) => each.reasons.length > 0),
      ),
      ...reasons.map((reason) =>
        line(
          reason,
          judged.filter((each) => each.reasons.includes(reason)),
        ),
      ),
    ],
  );
}

/** Honest photos that each rule refuses, and how the measures are spread among them. */
export function honestTables(photos: readonly FaceQuality[]): string {
  const reasons = photos.map(reasonsAgainst);
  const names = [...new Set(reasons.flat())].sort();
  const refused = table(
    ['reason', 'photos refused'],
    [
      ...names.map((name) => [
        name,
        shareText(reasons.filter((each) => each.includes(name)).length, photos.length),
      ]),
      ['any', shareText(reasons.filter((each) => each.length > 0).length, photos.length)],
    ],
  );
  const measures: readonly (readonly [string, (q: FaceQuality) => number])[] = [
    ...(['eyeDistance', 'blur', 'brightness', 'contrast', 'black', 'white', 'score', 'visible'] as const).map(
      (name) => [name, (q: FaceQuality) => q[name]] as const,
    ),
    ['|yaw|', (q) => Math.abs(q.pose.yaw)],
    ['|pitch|', (q) => Math.abs(q.pose.pitch)],
    ['|roll|', (q) => Math.abs(q.pose.roll)],
  ];
  const shares = [0, 0.001, 0.01, 0.05, 0.5, 0.95, 0.99, 0.999, 1];
  const spread = table(
    ['measure', ...shares.map((share) => `${share * 100} %`)],
    measures.map(([name, of]) => [
      name,
      ...shares.map((share) => Number(quantile(photos.map(of), share).toPrecision(3))),
    ]),
  );
  return `${refused}\n\n${spread}`;
}

/** Labelled same-person pairs by the larger value of a measure of the two photos: yaw, which no copy can show. */
export function binTable(
  pairs: readonly { readonly similarity: number; readonly value: number }[],
  edges: readonly number[],
  threshold: number,
): string {
  const lines = edges.map((low, i) => {
    const high = edges[i + 1] ?? Number.POSITIVE_INFINITY;
    const own = pairs.filter(({ value }) => value >= low && value < high);
    return [
      high === Number.POSITIVE_INFINITY ? `${low} and more` : `${low}–${high}`,
      shareText(own.filter(({ similarity }) => similarity < threshold).length, own.length),
    ];
  });
  return table(['', 'FNMR'], lines);
}

function table(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  return markdown({ head, rows: lines.map((cells) => cells.map(String)) });
}
