import type { LivenessReason } from '../../../../src';
import { SPECIES, type Species } from '../../../pad';
import { quantile } from '../../../quantiles';
import { type Interval, wilson } from '../../statistics';
import type { Check, Session } from './plan';

/** What became of a session. */
export interface Outcome extends Session {
  readonly live: boolean | 'inconclusive';
  readonly score: number;
  readonly reasons: readonly LivenessReason[];
  readonly checksMade: unknown;
  /** From the first frame to the last, by the film's clock. */
  readonly filmMs: number;
  readonly frames: number;
  readonly wallMs: number;
}

/** Sessions of one check and species. */
export interface Tally {
  readonly check: Check;
  readonly species: Species;
  readonly of: number;
  readonly accepted: number;
  readonly refused: number;
  readonly inconclusive: number;
  /** Of the error: an attack that is accepted, a living person who is not. 95 % (Wilson). */
  readonly interval: Interval;
  readonly reasons: ReadonlyMap<LivenessReason, number>;
  readonly medianMs: number;
  readonly slowMs: number;
}

/** Genuine first, then attacks in their order. */
export function tallies(outcomes: readonly Outcome[], check: Check): Tally[] {
  return (Object.keys(SPECIES) as Species[]).flatMap((species) => {
    const own = outcomes.filter((each) => each.checks === check && each.species === species);
    return own.length === 0 ? [] : [tallyOf(own, check, species)];
  });
}

function tallyOf(own: readonly Outcome[], check: Check, species: Species): Tally {
  const count = (live: Outcome['live']) => own.filter((each) => each.live === live).length;
  const accepted = count(true);
  const reasons = new Map<LivenessReason, number>();
  for (const each of own) {
    for (const reason of each.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const times = own.map(({ filmMs }) => filmMs);
  return {
    check,
    species,
    of: own.length,
    accepted,
    refused: count(false),
    inconclusive: count('inconclusive'),
    interval: wilson(SPECIES[species].attack ? accepted : own.length - accepted, own.length),
    reasons,
    medianMs: quantile(times, 0.5),
    slowMs: quantile(times, 0.95),
  };
}

/** An error rate beside what it may be. */
export interface Bar {
  readonly what: string;
  readonly wrong: number;
  readonly of: number;
  readonly interval: Interval;
  readonly atMost: number;
}

const AT_MOST: Readonly<Record<Check, { readonly attacks: number; readonly genuine: number }>> = {
  actions: { attacks: 0.01, genuine: 0.05 },
  flash: { attacks: 0.03, genuine: 0.08 },
  // Whoever passes has passed one of them; a living person has to pass both.
  both: { attacks: 0.01, genuine: 0.13 },
};

/** Attacks that the checks are asked to stop, living people who were not accepted, and the face that changes after the challenge. */
export function barsOf(all: readonly Tally[], check: Check): Bar[] {
  const sum = (some: readonly Tally[], of: (each: Tally) => number) =>
    some.reduce((total, each) => total + of(each), 0);
  const bar = (what: string, some: readonly Tally[], wrongIn: (each: Tally) => number, atMost: number) => {
    const [wrong, of] = [sum(some, wrongIn), sum(some, (each) => each.of)];
    return { what, wrong, of, interval: wilson(wrong, of), atMost };
  };
  const attacks = all.filter(({ species }) => SPECIES[species].attack && !SPECIES[species].beyond);
  return [
    bar('attacks accepted', attacks, ({ accepted }) => accepted, AT_MOST[check].attacks),
    bar(
      'genuine refused or inconclusive',
      all.filter(({ species }) => species === 'genuine'),
      ({ of, accepted }) => of - accepted,
      AT_MOST[check].genuine,
    ),
    bar(
      'face swapped after the challenge, accepted',
      all.filter(({ species }) => species === 'swapped-after'),
      ({ accepted }) => accepted,
      0,
    ),
  ].filter(({ of }) => of > 0);
}
