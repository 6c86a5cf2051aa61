/** What is said to people: two thresholds make three answers. */
export type Answer = 'yes' | 'unsure' | 'no';

/** From where a photo counts as a match unless somebody chooses otherwise: what the engine does, too. */
export const DEFAULT_THRESHOLD = 75;

/** The same where one of N people is looked for: a false positive is about N times as likely as in a verification. */
export const IDENTIFY_THRESHOLD = 90;

/**
 * How far below the threshold another photo may still decide, on the scale of confidence. At 60, one stranger in 100 gets so far; of the
 * person's own photos 1 in 200 does not (docs/measured/accuracy.md, FMR 1e-2).
 */
const UNSURE_WIDTH = 15;

/** From which confidence on the answer is "not sure". */
export function unsureFrom(threshold: number): number {
  return threshold - UNSURE_WIDTH;
}

export function answerOf(confidence: number, threshold: number): Answer {
  if (confidence >= threshold) return 'yes';
  return confidence >= unsureFrom(threshold) ? 'unsure' : 'no';
}

/** In tenths, and not rounded: what lies just below a threshold must not read as if it were there. */
export function inTenths(confidence: number): number {
  return Math.floor(10 * confidence) / 10;
}

/** One in how many strangers reaches this confidence, from 50 to 90; in one digit, since nobody can tell 3,000 from 3,162. */
export function strangersPerPass(confidence: number): number {
  const exact = 10 ** ((confidence - 40) / 10);
  const power = 10 ** Math.floor(Math.log10(exact) + 1e-9);
  return Math.round(exact / power) * power;
}
