import { wrap } from 'comlink';
import type { CosineCase, CosineRow } from '../../../../bench/cosine';
import type { LoopService } from './loop.worker';

/** From a person's own faces to a group as large as the contract allows with five faces each. */
export const LOOP_CASES: readonly CosineCase[] = [20, 1_000, 20_000, 100_000].map((rows) => ({
  rows,
  dimension: 128,
}));
const ROUNDS = 9;

/** Each case in a worker of its own, so that what one has left in memory slows no other down. */
export async function measureLoop(each: CosineCase, signal: AbortSignal): Promise<CosineRow[]> {
  const worker = new Worker(new URL('./loop.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<CosineRow[]>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.onerror = (event) => reject(new Error(event.message || 'the worker failed'));
      wrap<LoopService>(worker).measure(each, ROUNDS).then(resolve, reject);
    });
  } finally {
    worker.terminate();
  }
}
