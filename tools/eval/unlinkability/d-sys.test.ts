import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../random';
import { byChance, unlinkability } from './d-sys';

const random = mulberry32(2018);
const scores = (count: number, draw: () => number) => Float32Array.from({ length: count }, draw);
const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

describe('D sys', () => {
  it('is 0 of the same scores, and 1 of scores that do not meet', () => {
    const some = scores(5_000, gaussian);
    expect(unlinkability(some, some)).toBe(0);
    const far = some.map((each) => each + 100);
    expect(unlinkability(far, some)).toBeCloseTo(1, 12);
    expect(unlinkability(some, far)).toBeCloseTo(1, 12);
  });

  it('is a third of evenly spread scores that have half the others’ range', () => {
    // LR is 2 where there are mated scores: 2 · 2/3 − 1.
    const found = unlinkability(
      scores(100_000, random),
      scores(100_000, () => 2 * random()),
    );
    expect(found).toBeCloseTo(1 / 3, 2);
  });

  it('is what the integral is of two normal distributions', () => {
    for (const shift of [0.25, 1, 3]) {
      let integral = 0;
      for (let s = -8; s < 8 + shift; s += 0.001) {
        const ratio = Math.exp(shift * s - shift ** 2 / 2);
        const density = Math.exp(-((s - shift) ** 2) / 2) / Math.sqrt(2 * Math.PI);
        if (ratio > 1) integral += ((2 * ratio) / (1 + ratio) - 1) * density * 0.001;
      }
      const mated = scores(200_000, () => gaussian() + shift);
      expect(unlinkability(mated, scores(200_000, gaussian))).toBeCloseTo(integral, 1.8);
    }
  });

  it('counts only scores that speak for mated ones', () => {
    // Half of the mated scores lie where there are no others; the other half says nothing.
    const mated = scores(100_000, () => (random() < 0.5 ? 2 + random() : random()));
    expect(unlinkability(mated, scores(100_000, random))).toBeCloseTo(0.5, 2);
  });

  it('is above 0 by chance, the less so the more scores there are', () => {
    const others = scores(60_000, gaussian);
    const [few, many] = [300, 20_000].map((count) => byChance(others, count, random));
    expect(many).toBeGreaterThan(0);
    expect(many).toBeLessThan(0.02);
    expect(few).toBeGreaterThan(2 * many);
    expect(few).toBeLessThan(0.1);
  });
});
