/** A whole number from 0 to below a limit, 1…2³². */
export type Random = (below: number) => number;

/** Nobody can tell the next one from those before, and all are equally likely. */
export const unpredictable: Random = (below) => {
  const drawn = new Uint32Array(1);
  // What is above the last whole multiple would make small numbers likelier.
  const most = Math.floor(2 ** 32 / below) * below;
  do crypto.getRandomValues(drawn);
  while (drawn[0] >= most);
  return drawn[0] % below;
};

/** The same things in a random order. */
export function shuffled<T>(things: readonly T[], random: Random): T[] {
  const left = [...things];
  return things.map(() => left.splice(random(left.length), 1)[0]);
}
