import type { Point } from './point';

/** Facial points in the detector's naming; right and left are the subject's. */
export type LandmarkName =
  | 'rightEye'
  | 'leftEye'
  | 'noseTip'
  | 'mouthCenter'
  | 'rightEarTragion'
  | 'leftEarTragion';

/** Points that a face can be aligned by. The corners of the mouth only the landmark network knows. */
export type AlignmentPoint = LandmarkName | 'rightMouthCorner' | 'leftMouthCorner';

/** In pixels of the upright picture. */
export type AlignmentPoints = Readonly<Partial<Record<AlignmentPoint, Point>>>;
