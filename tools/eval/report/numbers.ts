import type { Interval } from '../statistics';

/** Decimals by size: 6.91 %, 46.1 %, 98.73 %. */
export function percent(share: number): string {
  return `${inPercent(share)} %`;
}

export function interval([low, high]: Interval): string {
  return Number.isNaN(low) ? 'no interval' : `${inPercent(low)}–${inPercent(high)} %`;
}

/** 0.000999 → 9.99e-4. */
export function scientific(rate: number): string {
  return rate === 0 ? '0' : rate.toExponential(2);
}

/** 8166335 → 8,166,335. */
export function count(value: number): string {
  return value.toLocaleString('en');
}

function inPercent(share: number): string {
  const value = 100 * share;
  return value.toFixed(value >= 10 && value < 90 ? 1 : 2);
}
