import { confidenceOf } from '../../../src/match';
import type { Calibration } from '../../../src/protocol';

/** The similarity to the mean of `faces` templates that gives a confidence; by halving, as confidence rises strictly. */
export function similarityAt(confidence: number, faces: number, calibration: Calibration): number {
  let [low, high] = [-1, 1];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    const best = faces === 1 ? middle : -1;
    if (confidenceOf({ pooled: middle, best, faces }, calibration) < confidence) low = middle;
    else high = middle;
  }
  return high;
}
