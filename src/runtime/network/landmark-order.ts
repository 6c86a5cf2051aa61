import type { LandmarkName } from '../../protocol';

/** The detector's landmarks in the order of its output. */
export const LANDMARK_ORDER = [
  'rightEye',
  'leftEye',
  'noseTip',
  'mouthCenter',
  'rightEarTragion',
  'leftEarTragion',
] as const satisfies readonly LandmarkName[];
