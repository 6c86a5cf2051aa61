/** Small seeded generator of numbers in [0, 1) (Tommy Ettinger's mulberry32), so that results can be reproduced. */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` of the items (all, when there are fewer), each set equally likely, in the order given. */
export function sample<T>(items: readonly T[], count: number, seed = 1): T[] {
  return shuffled([...items.entries()], mulberry32(seed))
    .slice(0, count)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

/** The items in an order drawn from `random`. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
