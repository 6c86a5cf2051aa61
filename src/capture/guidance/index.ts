export { Collector } from './collector';
export { hintFor } from './guidance';
export type { Hint } from './hint';
export { type FaceLook, faceLook, type Look } from './look';
export { MOST_SHOTS, type PoseStep, stepsFor } from './pose-steps';
export { Steady } from './steady';
