const BATCH = 256;

/** As `Promise.all` of a map, but in batches, between which others are answered and an abort ends the work. */
export async function inBatches<T, R>(
  items: readonly T[],
  signal: AbortSignal,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += BATCH) {
    signal.throwIfAborted();
    results.push(...(await Promise.all(items.slice(at, at + BATCH).map(map))));
  }
  return results;
}
