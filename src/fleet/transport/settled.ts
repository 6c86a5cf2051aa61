import { JetStreamApiError } from '@nats-io/jetstream';
import { ClosedConnectionError, RequestError, TimeoutError } from '@nats-io/nats-core';
import { delay } from './connect';

/** Nobody leads the cluster yet (10008), or too few servers have found each other (10005). */
const UNSETTLED: readonly unknown[] = [10005, 10008];
/** A cluster elects who leads within seconds of its begin, or of that one's end; ms. */
const SETTLING_MS = 60_000;
/** A server that reads its accounts anew has no store for a moment; for longer, it never had one; ms. */
const RELOADING_MS = 3_000;
const AGAIN_MS = 200;

/** Again and again while servers are not settled. `work` may be cut off anywhere, and begun anew. Rejects with its last error, or the signal's reason. */
export function settled<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return again(work, patienceMs, signal);
}

/** The same for who is connected anew when the connection is lost, to servers that had a store before. */
export function outlasted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return again(work, (error) => (isUnsettled(error) ? SETTLING_MS : -1), signal);
}

/** Whether no server has answered, or none that could do it. */
export function isUnsettled(error: unknown): boolean {
  return isLost(error) || patienceMs(error) >= 0;
}

async function again<T>(
  work: () => Promise<T>,
  patience: (error: unknown) => number,
  signal: AbortSignal,
): Promise<T> {
  // From the first failure on: to seal everybody anew may take longer than any patience, and then lose its connection.
  let failedMs: number | undefined;
  for (; ; await delay(AGAIN_MS, signal)) {
    try {
      return await work();
    } catch (error) {
      failedMs ??= performance.now();
      if (performance.now() - failedMs > patience(error)) throw error;
    }
  }
}

function isLost(error: unknown): boolean {
  if (error instanceof ClosedConnectionError) return true;
  return error instanceof RequestError && error.message === 'connection closed';
}

/** A server that does not lead gives no answer at all. */
function patienceMs(error: unknown): number {
  if (error instanceof TimeoutError) return SETTLING_MS;
  if (error instanceof JetStreamApiError && UNSETTLED.includes(error.code)) return SETTLING_MS;
  if (error instanceof Error && error.name === 'JetStreamNotEnabled') return RELOADING_MS;
  return -1;
}
