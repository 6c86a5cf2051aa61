import type { Calibration, CalibrationPoint } from '../../../src/protocol';
import { packTemplates, type Templates } from '../photos';
import { scoreImpostors } from '../statistics';
import { type CurvePoint, measureCurve, TooFewError } from './curve';
import { measurePooledShift, type PooledShift } from './pooled-shift';

/**
 * The calibration that these templates show. Who has nobody with several photos gets the shift of means from
 * `known`, an earlier calibration of the same model and alignment.
 * Throws TooFewError when there are too few comparisons, or several photos of nobody and nothing known.
 */
export function measureCalibration(templates: Templates, data: string, known?: Calibration): Calibration {
  const scores = scoreImpostors(templates);
  const curve = measureCurve(scores);
  const shift = measurePooledShift(packTemplates(templates)) ?? shiftOf(known);
  const points = withPooled(curve, shift);
  const { people, photos, comparisons } = scores;
  const date = new Date().toISOString().slice(0, 10);
  return { data, people, photos, comparisons, date, severalFaces: shift.counts, points };
}

/** The curve with what a mean of very many templates must reach. Throws TooFewError for one that does not rise. */
export function withPooled(curve: readonly CurvePoint[], shift: Pick<PooledShift, 'at'>): CalibrationPoint[] {
  const points = curve.map(({ similarity, ...point }) => {
    const pooled = similarity + shift.at(point.fmr);
    return { similarity, pooled: Number(Math.min(pooled, 1).toFixed(6)), ...point };
  });
  requireAscending(points.map((point) => point.pooled));
  return points;
}

function shiftOf(known: Calibration | undefined) {
  if (known === undefined) {
    throw new TooFewError(
      'at least 20 people with two photos are needed to calibrate persons with several faces',
    );
  }
  const logs = known.points.map(({ fmr }) => Math.log10(fmr));
  const at = (fmr: number) => {
    const nearest = logs.reduce(
      (best, log, i) => (Math.abs(log - Math.log10(fmr)) < Math.abs(logs[best] - Math.log10(fmr)) ? i : best),
      0,
    );
    return known.points[nearest].pooled - known.points[nearest].similarity;
  };
  return { at, counts: known.severalFaces };
}

/** A confidence that does not rise with similarity would be none. */
function requireAscending(values: readonly number[]): void {
  if (values.some((value, i) => i > 0 && value <= values[i - 1])) {
    throw new TooFewError(
      'the curve for several faces does not rise: there are too few people with several photos',
    );
  }
}
