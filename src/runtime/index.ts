export { type Landmarker, loadNetworks, type Networks } from './load-networks';
export type { DetectorNetwork } from './network';
export { describeAdapter, recallTrial, rememberTrial } from './trial-memory';
