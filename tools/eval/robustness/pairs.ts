import { mulberry32, sample } from '../../random';
import { type Pair, personOf } from '../photos';

/**
 * Same-person pairs of so many people (all, when there are fewer), one a person, so that no one weighs more.
 * In random order, the same each time: a larger count only adds pairs at the end.
 */
export function onePairAPerson(pairs: readonly Pair[], count: number): Pair[] {
  const byPerson = new Map<string, Pair[]>();
  for (const pair of pairs) {
    if (!pair.same) continue;
    const own = byPerson.get(personOf(pair.a)) ?? [];
    byPerson.set(personOf(pair.a), [...own, pair]);
  }
  const chosen = [...byPerson.values()].flatMap((own, seed) => sample(own, 1, seed));
  const random = mulberry32(1);
  return chosen
    .map((pair) => ({ pair, rank: random() }))
    .sort((one, two) => one.rank - two.rank)
    .slice(0, count)
    .map(({ pair }) => pair);
}
