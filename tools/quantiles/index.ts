import { quantile as interpolated } from 'd3-array';

/** The value below which this share (0…1) of the numbers lies, between two of them by interpolation. NaN for none. */
export function quantile(numbers: Iterable<number>, share: number): number {
  return interpolated(numbers, share) ?? Number.NaN;
}

export function median(numbers: Iterable<number>): number {
  return quantile(numbers, 0.5);
}
