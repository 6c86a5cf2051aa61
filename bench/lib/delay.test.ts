import { expect, it } from 'vitest';
import { delay } from '.';

it('waits so long', async () => {
  const began = performance.now();
  await delay(30);
  expect(performance.now() - began).toBeGreaterThan(25);
});

it('ends with the reason of an abort, before it or during it', async () => {
  const reason = new Error('no longer wanted');
  const stop = new AbortController();
  const waiting = delay(60_000, stop.signal);
  stop.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(delay(60_000, stop.signal)).rejects.toBe(reason);
});
