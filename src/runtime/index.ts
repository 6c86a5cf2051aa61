export { type Landmarker, loadNetworks, type Networks } from './load-networks';
export type { DetectorNetwork } from './network/network';
export { Scratch } from './network/scratch';
export { describeAdapter, recallTrial, rememberTrial } from './webgpu/trial-memory';
