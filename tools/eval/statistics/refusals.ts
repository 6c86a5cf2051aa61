import { dot } from '../../../src/match';
import type { RefusalCount } from '../../../src/protocol';
import { personOf, type Templates } from '../photos';

/** Two photos of one person. */
export interface GenuinePair {
  readonly a: string;
  readonly b: string;
  readonly similarity: number;
}

/** Every two photos of the same person, most similar first; photos without a face are left out. */
export function genuinePairs(templates: Templates): GenuinePair[] {
  const photosOf = new Map<string, { path: string; t: Float32Array }[]>();
  const pairs: GenuinePair[] = [];
  for (const [path, t] of templates) {
    if (!t) continue;
    const others = photosOf.get(personOf(path)) ?? [];
    for (const other of others) pairs.push({ a: other.path, b: path, similarity: dot(other.t, t) });
    photosOf.set(personOf(path), [...others, { path, t }]);
  }
  return pairs.sort((x, y) => y.similarity - x.similarity);
}

/** How many of the comparisons a threshold refuses: those that reach it. */
export function refusals(similarities: readonly number[], threshold: number): RefusalCount {
  const refused = similarities.filter((similarity) => similarity >= threshold).length;
  return { refused, of: similarities.length, interval: wilson(refused, similarities.length) };
}

/** Wilson's 95 % interval of a share, as if every trial stood alone; to 6 decimals. */
export function wilson(events: number, trials: number): readonly [low: number, high: number] {
  if (trials === 0) return [0, 1];
  const z = 1.959964;
  const share = events / trials;
  const middle = share + z ** 2 / (2 * trials);
  const reach = z * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  const bound = (value: number) => Number((value / (1 + z ** 2 / trials)).toFixed(6));
  return [events === 0 ? 0 : bound(middle - reach), events === trials ? 1 : bound(middle + reach)];
}

/** The lowest threshold, in steps of 0.001, that refuses less than `share` of these different photos. */
export function lowestThreshold(different: readonly number[], share: number): number {
  for (let step = 0; step < 1000; step++) {
    if (refusals(different, step / 1000).refused < share * different.length) return step / 1000;
  }
  return 1;
}
