export { type Landmarker, loadNetworks, type Networks } from './load-networks';
export type { DetectorNetwork } from './network';
export { Scratch } from './scratch';
export { describeAdapter, recallTrial, rememberTrial } from './trial-memory';
