import { setTimeout as delay } from 'node:timers/promises';
import { limit } from '../../host';

/** A worker that has not answered by then hangs; what is asked of one takes seconds on wasm, even on a crowded machine. */
const HANGS_AFTER_MS = limit(60_000);
const ATTEMPTS = 3;

/**
 * Runs `attempt`, which must begin with a new worker, until one answers in time. Firefox was seen once to leave a
 * worker waiting for ever, with fewer threads of its wasm runtime than were asked for and nothing left to do on the
 * machine. That says nothing of the numbers that are compared here.
 */
export async function withRestarts<T>(
  attempt: () => Promise<T>,
  limitMs = HANGS_AFTER_MS,
  log: (line: string) => void = console.error,
): Promise<T> {
  for (let tried = 1; tried < ATTEMPTS; tried++) {
    const answer = await inTime(attempt(), limitMs);
    if (answer !== HUNG) return answer;
    log(`a worker did not answer within ${limitMs / 1000} s and is replaced`);
  }
  const last = await inTime(attempt(), limitMs);
  if (last === HUNG) throw new Error(`${ATTEMPTS} workers did not answer within ${limitMs / 1000} s each`);
  return last;
}

const HUNG = Symbol('hung');

async function inTime<T>(answer: Promise<T>, limitMs: number): Promise<T | typeof HUNG> {
  const answered = new AbortController();
  const { signal } = answered;
  const hung = (): typeof HUNG => HUNG;
  const late = delay(limitMs, undefined, { signal }).then(hung, hung);
  try {
    return await Promise.race([answer, late]);
  } finally {
    answered.abort();
  }
}
