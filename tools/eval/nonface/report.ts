import { readFileSync } from 'node:fs';
import { markdown } from '../../tables';
import { wilson } from '../statistics';
import type { Verdict } from './tab';

/** Pictures that show a face after all, judged by eye: name → why. */
export type Review = ReadonlyMap<string, string>;

/** `picture,reason` with a header line; the reason may hold commas. */
export function readReview(file: string): Review {
  const [header, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  if (header !== 'picture,reason') throw new Error(`${file}: the first line must be "picture,reason"`);
  return new Map(
    lines.map((line, i) => {
      const comma = line.indexOf(',');
      if (comma < 1) throw new Error(`${file}: line ${i + 2} is no review: ${line}`);
      return [line.slice(0, comma), line.slice(comma + 1)];
    }),
  );
}

/** Accepted pictures of one kind, those left out that the review lists. */
export interface Row {
  readonly kind: string;
  readonly pictures: number;
  readonly reviewed: number;
  readonly verified: number;
  readonly enrolled: number;
  /** 95 % interval (Wilson) of `verified` among `pictures`. */
  readonly interval: readonly [low: number, high: number];
}

/** A line a kind in the order they come, and one for all kinds whose share is held against the bar. */
export function tally(verdicts: readonly Verdict[], review: Review, counted: ReadonlySet<string>): Row[] {
  const kinds = [...new Set(verdicts.map(({ kind }) => kind))];
  const rowOf = (kind: string, own: readonly Verdict[]): Row => {
    const left = own.filter(({ name }) => !review.has(name));
    const verified = left.filter(({ code }) => code === 0).length;
    return {
      kind,
      pictures: left.length,
      reviewed: own.length - left.length,
      verified,
      enrolled: left.filter(({ enrolment }) => enrolment === 0).length,
      interval: wilson(verified, left.length),
    };
  };
  return [
    ...kinds.map((kind) =>
      rowOf(
        kind,
        verdicts.filter((verdict) => verdict.kind === kind),
      ),
    ),
    rowOf(
      `all of ${[...counted].join(', ')}`,
      verdicts.filter(({ kind }) => counted.has(kind)),
    ),
  ];
}

export function table(rows: readonly Row[]): string {
  const percent = (share: number) => `${Number((100 * share).toPrecision(2))}`;
  return markdown({
    head: ['pictures', 'without a face', 'left out: a face', 'taken for a face', 'share, 95 %', 'enrolled'],
    rows: rows.map(({ kind, pictures, reviewed, verified, enrolled, interval: [low, high] }) => [
      kind,
      String(pictures),
      String(reviewed),
      String(verified),
      `${percent(low)}–${percent(high)} %`,
      String(enrolled),
    ]),
  });
}
