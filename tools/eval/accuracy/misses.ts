import type { Calibration, MissCurve } from '../../../src/protocol';
import type { Evaluation } from './evaluate';

/** What the calibration's thresholds cost: the share of genuine comparisons below each. */
export function missesOf(
  { curve, genuine }: Evaluation,
  { data, points }: Calibration,
  date = new Date().toISOString().slice(0, 10),
): MissCurve {
  const shown = points.flatMap(({ similarity }) => {
    const at = curve.find(({ threshold }) => threshold >= similarity);
    return at === undefined ? [] : [{ similarity, fnmr: Number(at.fnmr.toPrecision(4)) }];
  });
  return { data, genuine, date, points: shown };
}
