/**
 * The highest generation that is believed before a seal has proved it. There is room for as many mutations again before numbers
 * are no longer exact, so that whoever changes it cannot bring the gallery to its end.
 */
export const MOST_UNPROVEN_GENERATION = 2 ** 52;

/** A number that stands in plain beside what is sealed, and may be anything: 0…`most`, or undefined for what cannot be meant. */
export function plainCount(value: unknown, most: number): number | undefined {
  const sound = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
  return sound ? value : undefined;
}
