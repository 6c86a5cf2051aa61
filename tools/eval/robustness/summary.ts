import { dot } from '../../../src/match';
import { median, quantile } from '../../quantiles';
import { wilson } from '../statistics';

/** Two photos of a person that the engine has templates of, and what it made of degraded copies of the second. */
export interface RobustnessTrial {
  readonly person: string;
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** By name of the degradation: its template, or why there is none. */
  readonly copies: ReadonlyMap<string, Float32Array | 'no face' | 'refused'>;
}

/** Events among trials, with Wilson's 95 % interval. */
export interface Counted {
  readonly events: number;
  readonly of: number;
  readonly interval: readonly [low: number, high: number];
}

/** Quartiles; NaN where there is nothing to count. */
interface Quartiles {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export interface RobustnessRow {
  readonly name: string;
  readonly pairs: number;
  readonly noFace: number;
  readonly refused: number;
  /** Confidence threshold → misses among all pairs. A copy that gives no template is one: nobody is let in with it. */
  readonly misses: Readonly<Record<number, Counted>>;
  /** Of the copies that gave a template. */
  readonly confidence: Quartiles;
  /** Confidence of a copy less that of the photo it was made of, each against photo a. */
  readonly shift: Quartiles;
  /** Copies against photo a of every other person that reach the lowest of the thresholds. */
  readonly falseMatches: Counted;
}

/** Confidences that count as a match: the retired service's advice for FMR 1e-3, and the engine's default. */
export const MATCH_CONFIDENCES = [70, 75] as const;

/** Name of the row of the photos as they are. */
const AS_IT_IS = 'as it is';

/**
 * A row for the photos as they are and one for each degradation.
 * `confidence` turns the cosine of two templates into 0…100.
 */
export function summarise(
  trials: readonly RobustnessTrial[],
  names: readonly string[],
  confidence: (similarity: number) => number,
): RobustnessRow[] {
  const plain = trials.map(({ a, b }) => confidence(dot(a, b)));
  return [AS_IT_IS, ...names].map((name) => {
    const copies = trials.map((trial) => (name === AS_IT_IS ? trial.b : copyOf(trial, name)));
    const scored = copies.map((copy, i) =>
      typeof copy === 'string' ? null : confidence(dot(trials[i].a, copy)),
    );
    const shifts = scored.flatMap((each, i) => (each === null ? [] : [each - plain[i]]));
    const strangers = copies.flatMap((copy, i) =>
      typeof copy === 'string'
        ? []
        : trials.flatMap(({ person, a }) => (person === trials[i].person ? [] : [confidence(dot(a, copy))])),
    );
    const missesAt = (threshold: number) =>
      counted(scored.filter((each) => each === null || each < threshold).length, trials.length);
    return {
      name,
      pairs: trials.length,
      noFace: copies.filter((copy) => copy === 'no face').length,
      refused: copies.filter((copy) => copy === 'refused').length,
      misses: Object.fromEntries(MATCH_CONFIDENCES.map((each) => [each, missesAt(each)])),
      confidence: quartiles(scored.flatMap((each) => each ?? [])),
      shift: quartiles(shifts),
      falseMatches: counted(
        strangers.filter((each) => each >= MATCH_CONFIDENCES[0]).length,
        strangers.length,
      ),
    };
  });
}

function copyOf({ person, copies }: RobustnessTrial, name: string) {
  const copy = copies.get(name);
  if (copy === undefined) throw new Error(`${person} has no copy "${name}"`);
  return copy;
}

function counted(events: number, of: number): Counted {
  return { events, of, interval: wilson(events, of) };
}

function quartiles(values: readonly number[]): Quartiles {
  return { low: quantile(values, 0.25), median: median(values), high: quantile(values, 0.75) };
}
