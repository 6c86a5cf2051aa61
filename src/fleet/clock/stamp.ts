/**
 * When a change was made, by a hybrid logical clock: milliseconds, a count, and the device. Stamps are compared as texts, so that the same
 * millisecond and count are decided by the device's id.
 */
export type Stamp = string;

const MS_DIGITS = 9; // base 36, until the year 5188
const COUNT_DIGITS = 4;
const MOST_COUNT = 36 ** COUNT_DIGITS - 1;
const MOST_MS = 36 ** MS_DIGITS - 1;
const PATTERN = /^[0-9a-z]{9}\.[0-9a-z]{4}\.[A-Za-z0-9_-]{1,64}$/;

export function isStamp(value: unknown): value is Stamp {
  return typeof value === 'string' && PATTERN.test(value);
}

/** Ms of Unix time. */
export function msOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(0, MS_DIGITS), 36);
}

export function deviceOf(stamp: Stamp): string {
  return stamp.slice(MS_DIGITS + COUNT_DIGITS + 2);
}

/**
 * A stamp of `ms`, or the next one after `after` where that is later. `after` is the latest stamp of the same record: whoever has seen a stamp
 * makes later ones, even when its maker's clock was ahead. Stamps of different records are never compared, so such a clock spoils no other.
 */
export function nextStamp(ms: number, after: Stamp | null, device: string): Stamp {
  const now = format(Math.min(MOST_MS, Math.max(0, Math.floor(ms))), 0, device);
  if (after === null || now.slice(0, MS_DIGITS) > after.slice(0, MS_DIGITS)) return now;
  const count = countOf(after) + 1;
  return count > MOST_COUNT ? format(msOf(after) + 1, 0, device) : format(msOf(after), count, device);
}

export function laterOf(a: Stamp | null, b: Stamp | null): Stamp | null {
  if (a === null || b === null) return a ?? b;
  return laterStamp(a, b);
}

export function laterStamp(a: Stamp, b: Stamp): Stamp {
  return [a, b].sort()[1] ?? a;
}

function countOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(MS_DIGITS + 1, MS_DIGITS + 1 + COUNT_DIGITS), 36);
}

function format(ms: number, count: number, device: string): Stamp {
  return `${digits(ms, MS_DIGITS)}.${digits(count, COUNT_DIGITS)}.${device}`;
}

function digits(number: number, length: number): string {
  return number.toString(36).padStart(length, '0');
}
