export { LANDMARK_ORDER } from './landmark-order';
export type { ChipNetwork, DetectorNetwork } from './network';
export { Scratch } from './scratch';
