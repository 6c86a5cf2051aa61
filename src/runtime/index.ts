export { type Landmarker, loadNetworks, type Networks } from './load-networks';
export { type DetectorNetwork, Scratch } from './network';
export { describeAdapter, recallTrial, rememberTrial } from './webgpu';
