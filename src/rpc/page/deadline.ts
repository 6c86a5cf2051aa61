import type { CallOptions } from '../../api';
import { CODES, FaceError } from '../../protocol';

/** Larger delays overflow a browser's timer and fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Default time limit of a start: over a slow line runtimes and models take long. */
export const START_LIMIT_MS = 120_000;

/** How long a worker may take to start, ms, where calls have that limit: one that outlasts its call is there for the next. */
export function startLimit(timeoutMs: number | undefined): number {
  return Math.min(LONGEST_TIMER_MS, Math.max(START_LIMIT_MS, timeoutMs ?? 0));
}

/** The engine's own time limit, told apart from a caller's `AbortSignal.timeout`, which is an abort like any other. */
export class TimeLimitReached extends DOMException {
  constructor() {
    super('time limit reached', 'TimeoutError');
  }
}

/** Settles as the promise does, or rejects with the signal's reason: for what cannot be told to stop. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/**
 * Runs a call under its time limit and its caller's signal. Rejects with FaceError 213 (cause: a TimeoutError)
 * when time is up and with the signal's own reason when it is aborted, the platform's way.
 */
export async function withDeadline<T>(
  options: CallOptions,
  defaultTimeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  if (!(timeoutMs > 0))
    throw new FaceError(CODES.PARAMETER_INVALID, 'timeoutMs must be a positive number of milliseconds', {
      kind: 'option',
    });
  const timer = new AbortController();
  const handle = setTimeout(() => timer.abort(new TimeLimitReached()), Math.min(timeoutMs, LONGEST_TIMER_MS));
  const signal = options.signal ? AbortSignal.any([options.signal, timer.signal]) : timer.signal;
  try {
    return await work(signal);
  } catch (error) {
    if (error instanceof TimeLimitReached) {
      throw new FaceError(CODES.INTERNAL, `no answer within ${timeoutMs} ms`, {
        kind: 'timeout',
        cause: error,
      });
    }
    throw error;
  } finally {
    clearTimeout(handle);
  }
}
