/** Longest piece of work on end, ms: what calls that come meanwhile wait, at most. */
const SPELL_MS = 4;
/** Items under way at once: as many answers wait in a row before a call that came after them. */
const AT_ONCE = 16;

/** Cuts long work into spells, between which a worker hears the calls that came meanwhile. */
export class Pace {
  #began = performance.now();

  /** Resolves at once, or, after a spell, when whatever waited for this thread has been served. */
  async rest(): Promise<void> {
    if (performance.now() - this.#began < SPELL_MS) return;
    await othersTurn();
    this.#began = performance.now();
  }
}

/** As `Promise.all` of a map, a few at a time, and in spells. */
export async function paced<T, R>(
  items: readonly T[],
  work: (item: T, i: number) => Promise<R>,
): Promise<R[]> {
  const pace = new Pace();
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    const few = items.slice(at, at + AT_ONCE);
    results.push(...(await Promise.all(few.map((item, i) => work(item, at + i)))));
    await pace.rest();
  }
  return results;
}

/** Whatever waits for the thread comes first: calls and the database. A timer would cost 4 ms each time. */
export function othersTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
