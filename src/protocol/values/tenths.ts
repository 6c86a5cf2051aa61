/** A confidence cut to 0.1: never more than it was, so that what is below a limit stays below it. */
export function cutToTenths(confidence: number): number {
  return Math.floor(confidence * 10) / 10;
}
