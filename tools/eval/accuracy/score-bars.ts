import type { HistogramBar } from './pictures';
import type { Trial } from './trial';

const BARS = 100;

/** How the similarities of a trial are spread; missed faces (−1) lie outside. */
export function scoreBars({ genuine, impostor }: Trial): HistogramBar[] {
  const kinds = [genuine.similarity, impostor.similarity] as const;
  let [low, high] = [1, -1];
  for (const values of kinds) {
    for (const value of values) {
      if (value === -1) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) return [];
  const width = niceWidth(Math.max(high - low, 0.01) / BARS);
  const first = Math.floor(low / width);
  const count = Math.floor(high / width) - first + 1;
  const [g, i] = kinds.map((values) => {
    const shares = new Float64Array(count);
    for (const value of values) if (value !== -1) shares[Math.floor(value / width) - first] += 1;
    return shares.map((each) => (100 * each) / Math.max(1, values.length));
  });
  return Array.from({ length: count }, (_, k) => ({
    from: (first + k) * width,
    to: (first + k + 1) * width,
    genuine: g[k],
    impostor: i[k],
  }));
}

/** 1, 2 or 5 times a power of ten, not below `width`. */
function niceWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return ([1, 2, 5, 10].find((each) => each * power >= width) ?? 10) * power;
}
