import type { LandmarkName, Point } from '../../src/protocol';
import { LANDMARK_ORDER } from '../../src/runtime/network';

/** All six landmarks, each where `place` puts it. */
export function landmarks(place: (name: LandmarkName) => Point): Record<LandmarkName, Point> {
  return Object.fromEntries(LANDMARK_ORDER.map((name) => [name, place(name)])) as Record<LandmarkName, Point>;
}
