import { expect, it } from 'vitest';
import { population } from '../testing';
import { measureCalibration } from './calibration';
import { checkCalibration, crossCheck } from './held-out';

it('promises on unseen people what it keeps there, for one, three and five faces', () => {
  const rates = crossCheck(population(400, (person) => (person % 4 === 0 ? 6 : 1), 0.7));
  for (const { faces, confidence, promised, measured, comparisons } of rates) {
    if (promised * comparisons < 30) continue;
    expect(measured / promised, `${faces} faces, confidence ${confidence}`).toBeGreaterThan(0.5);
    expect(measured / promised, `${faces} faces, confidence ${confidence}`).toBeLessThan(2);
  }
  const missedAt70 = rates.filter(({ confidence }) => confidence === 70).map((r) => r.missed / r.genuine);
  expect(missedAt70[2]).toBeLessThan(missedAt70[0]);
});

it('marks what it extrapolates, and rises all the way', () => {
  const { points, comparisons } = measureCalibration(
    population(150, () => 2, 0.7),
    'few',
  );
  expect(comparisons).toBeLessThan(50_000);
  for (const [i, point] of points.entries()) {
    expect(point.extrapolated ?? false).toBe(point.fmr * comparisons < 50);
    expect(point.interval[0]).toBeLessThanOrEqual(point.fmr);
    expect(point.interval[1]).toBeGreaterThanOrEqual(point.fmr);
    expect(point.pooled).toBeGreaterThanOrEqual(point.similarity);
    if (i > 0) expect(point.similarity).toBeGreaterThan(points[i - 1].similarity);
  }
  expect(points.at(-1)?.fmr).toBeLessThan(1e-4);
  expect(points.at(-1)?.extrapolated).toBe(true);
});

it('an extrapolated rate lies near the measured one of more people, and not far on the unsafe side', () => {
  const { points } = measureCalibration(
    population(150, () => 2, 0.7),
    'few',
  );
  const many = measureCalibration(
    population(500, () => 2, 0.7, 2),
    'many',
  );
  const at = (fmr: number, of: typeof points) =>
    of.find((point) => Math.abs(Math.log10(point.fmr / fmr)) < 0.01)?.similarity ?? Number.NaN;
  expect(at(1e-5, points)).toBeGreaterThan(at(1e-5, many.points) - 0.02);
});

it('takes the shift of means from an earlier calibration when nobody has two photos', () => {
  const single = population(300, () => 1, 0.7);
  expect(() => measureCalibration(single, 'single')).toThrow('two photos');
  const known = measureCalibration(
    population(300, () => 3, 0.7),
    'several',
  );
  const { points } = measureCalibration(single, 'single', known);
  const shift = (of: typeof points, fmr: number) => {
    const point = of.find((each) => each.fmr === fmr);
    return point ? point.pooled - point.similarity : Number.NaN;
  };
  expect(shift(points, 0.01)).toBeCloseTo(shift(known.points, 0.01), 5);
});

it('needs enough comparisons', () => {
  expect(() =>
    measureCalibration(
      population(20, () => 2, 0.7),
      'tiny',
    ),
  ).toThrow('comparisons');
});

it('counts what a table lets through', () => {
  const people = population(200, () => 2, 0.7);
  const calibration = measureCalibration(people, 'these');
  const lax = { ...calibration, points: calibration.points.map((p) => ({ ...p, fmr: p.fmr / 10 })) };
  const [own] = checkCalibration(calibration, people);
  const [tooLow] = checkCalibration(lax, people);
  expect(tooLow.measured).toBeGreaterThan(5 * own.measured);
});
