export { Collector } from './collector';
export type { Hint } from './hint';
export type { FaceLook, Look } from './look';
export { MOST_SHOTS, stepsFor } from './pose-steps';
export { Steady } from './steady';
