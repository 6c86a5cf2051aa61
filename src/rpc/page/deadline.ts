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

/** Whether a signal was aborted by the engine's own time limit. */
export function isTimeUp({ reason }: AbortSignal): boolean {
  return reason instanceof FaceError && reason.cause instanceof TimeLimitReached;
}

/**
 * A call's time limit together with its caller's signal. The reason is FaceError 213 (cause: a TimeoutError) when time is up, and
 * the caller's own when it is aborted, the platform's way.
 */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #timer: ReturnType<typeof setTimeout>;

  /** Throws FaceError −1313 for a limit that is none. */
  constructor({ timeoutMs: own, signal }: CallOptions, defaultTimeoutMs: number) {
    const timeoutMs = own ?? defaultTimeoutMs;
    if (!(timeoutMs > 0))
      throw new FaceError(CODES.PARAMETER_INVALID, 'timeoutMs must be a positive number of milliseconds', {
        kind: 'option',
      });
    const timer = new AbortController();
    const late = () => {
      const detail = `no answer within ${timeoutMs} ms`;
      timer.abort(new FaceError(CODES.INTERNAL, detail, { kind: 'timeout', cause: new TimeLimitReached() }));
    };
    this.#timer = setTimeout(late, Math.min(timeoutMs, LONGEST_TIMER_MS));
    this.signal = signal ? AbortSignal.any([signal, timer.signal]) : timer.signal;
  }

  /** To be called when the call is through. */
  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Runs a call under its time limit and its caller's signal, and rejects with that one's reason when it is aborted. */
export async function withDeadline<T>(
  options: CallOptions,
  defaultTimeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new Deadline(options, defaultTimeoutMs);
  try {
    return await work(deadline.signal);
  } finally {
    deadline.end();
  }
}
