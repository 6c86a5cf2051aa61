import type { LandmarkName, Point } from '../../src/protocol';

const LANDMARK_NAMES: readonly LandmarkName[] = [
  'rightEye',
  'leftEye',
  'noseTip',
  'mouthCenter',
  'rightEarTragion',
  'leftEarTragion',
];

/** All six landmarks, each where `place` puts it. */
export function landmarks(place: (name: LandmarkName) => Point): Record<LandmarkName, Point> {
  return Object.fromEntries(LANDMARK_NAMES.map((name) => [name, place(name)])) as Record<LandmarkName, Point>;
}
