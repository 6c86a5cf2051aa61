import type { LandmarkName, Point } from '..';

/** All six landmarks, each where `place` puts it. */
export function landmarks(place: (name: LandmarkName) => Point): Record<LandmarkName, Point> {
  return {
    rightEye: place('rightEye'),
    leftEye: place('leftEye'),
    noseTip: place('noseTip'),
    mouthCenter: place('mouthCenter'),
    rightEarTragion: place('rightEarTragion'),
    leftEarTragion: place('leftEarTragion'),
  };
}
