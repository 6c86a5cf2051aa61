import { ascending, descending } from 'd3-array';
import { sample } from '../../random';
import { type Interval, resamplePeople, wilson } from '../statistics';
import { type Judged, type Network, scoreOf } from './networks';

/** Share of the choosing people's living pictures that may be refused. */
const REFUSED_AT_MOST = 0.05;
/**
 * What the networks' authors go by, who take the class with the largest sum. Attacks that are far below leave a higher threshold to the living faces alone,
 * and it then refuses other people (docs/decisions/057).
 */
const HIGHEST = 0.5;
const LOWEST = 0.001;
const REPETITIONS = 1000;

/** Pictures that were judged wrongly, and those that were not judged at all. */
export interface Count {
  readonly wrong: number;
  readonly of: number;
  /** No answer: no face, or a picture that is not to be gone by. Not among `of`. */
  readonly unanswered: number;
}

/** APCER of ISO/IEC 30107-3: attacks of one species, in front of one camera, that count as living. */
export interface AttackRate extends Count {
  readonly source: string;
  readonly species: string;
  /** 95 % (Wilson), as if every picture stood alone. */
  readonly interval: Interval;
  /** People by whose picture an attack was accepted, and of how many. */
  readonly people: { readonly wrong: number; readonly of: number };
}

/** BPCER: living faces that count as attacks. */
export interface LiveRate extends Count {
  /** 95 %: the wider of resampled people, whose pictures stand and fall together, and of pictures that stand alone (Wilson). */
  readonly interval: Interval;
  readonly people: readonly (Count & { readonly person: string })[];
}

export interface Rates {
  readonly threshold: number;
  /** The worst first. */
  readonly attacks: readonly AttackRate[];
  readonly live: LiveRate;
}

/** Half of the people, drawn by a seed, and the other half. */
export function halves(judged: readonly Judged[]): readonly [readonly Judged[], readonly Judged[]] {
  const people = [...new Set(judged.map(({ person }) => person))].sort(ascending);
  const first = new Set(sample(people, Math.ceil(people.length / 2)));
  return [
    judged.filter(({ person }) => first.has(person)),
    judged.filter(({ person }) => !first.has(person)),
  ];
}

/** The highest threshold up to 0.5 that refuses at most 5 % of the living faces, cut to three decimals; NaN without any. */
export function chooseThreshold(judged: readonly Judged[], network: Network): number {
  const living = judged.filter(({ species }) => species === null);
  const scores = living.flatMap((each) => scoreOf(each, network) ?? []).sort(ascending);
  // A score that equals the threshold is refused, too.
  const first = scores[Math.floor(REFUSED_AT_MOST * scores.length)];
  if (first === undefined) return Number.NaN;
  return Math.min(HIGHEST, Math.max(LOWEST, (Math.ceil(first * 1000) - 1) / 1000));
}

/** Error rates where what is above the threshold counts as living. */
export function ratesAt(judged: readonly Judged[], network: Network, threshold: number): Rates {
  const accepts = (each: Judged): boolean | null => {
    const score = scoreOf(each, network);
    return score === null ? null : score > threshold;
  };
  const attacks = judged.filter(({ species }) => species !== null);
  const living = judged.filter(({ species }) => species === null);
  return {
    threshold,
    attacks: grouped(attacks, ({ source, species }) => `${source}/${species}`)
      .map((own): AttackRate => {
        const counted = count(own, (each) => accepts(each));
        const people = grouped(own, ({ person }) => person).map((each) => count(each, (one) => accepts(one)));
        const [{ source, species }] = own;
        return {
          ...counted,
          source,
          species: species ?? '',
          interval: wilson(counted.wrong, counted.of),
          people: { wrong: people.filter(({ wrong }) => wrong > 0).length, of: people.length },
        };
      })
      .sort((a, b) => descending(rate(a), rate(b))),
    live: liveRate(living, (each) => negated(accepts(each))),
  };
}

/** Chance that a living face scores higher than an attack, ties counted half; NaN where one kind is missing. */
export function areaUnderRoc(judged: readonly Judged[], network: Network): number {
  const of = (live: boolean) =>
    judged.filter(({ species }) => (species === null) === live).flatMap((each) => each.scores[network] ?? []);
  const [living, attacks] = [of(true), of(false)];
  let sum = 0;
  for (const a of living) for (const b of attacks) sum += a > b ? 1 : a === b ? 0.5 : 0;
  return sum / (living.length * attacks.length);
}

/** Share that was judged wrongly; 0 of nothing. */
export function rate({ wrong, of }: Count): number {
  return of === 0 ? 0 : wrong / of;
}

function liveRate(living: readonly Judged[], isWrong: (each: Judged) => boolean | null): LiveRate {
  const people = grouped(living, ({ person }) => person).map((own) => ({
    person: own[0].person,
    ...count(own, isWrong),
  }));
  const [ofPeople = [1, 0] as const] = resamplePeople(
    people.length,
    (drawn) => {
      let [wrong, of] = [0, 0];
      for (const [i, each] of people.entries()) {
        wrong += drawn[i] * each.wrong;
        of += drawn[i] * each.of;
      }
      return [wrong / of];
    },
    { repetitions: REPETITIONS },
  );
  const counted = count(living, isWrong);
  // Resampling says nothing where nobody is ever refused, or everybody.
  const ofPictures = wilson(counted.wrong, counted.of);
  const interval = [
    Math.min(...[ofPeople[0], ofPictures[0]].filter(Number.isFinite)),
    Math.max(...[ofPeople[1], ofPictures[1]].filter(Number.isFinite)),
  ] as const;
  return {
    ...counted,
    interval,
    people: people.sort((a, b) => descending(rate(a), rate(b)) || ascending(a.person, b.person)),
  };
}

function count(pictures: readonly Judged[], isWrong: (each: Judged) => boolean | null): Count {
  const verdicts = pictures.map(isWrong);
  return {
    wrong: verdicts.filter((wrong) => wrong === true).length,
    of: verdicts.filter((wrong) => wrong !== null).length,
    unanswered: verdicts.filter((wrong) => wrong === null).length,
  };
}

function negated(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

/** Groups, none of which is empty. */
function grouped<T>(all: readonly T[], keyOf: (each: T) => string): (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return [...groups.values()];
}
