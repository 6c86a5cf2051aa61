export { type Landmarker, loadNetworks, type Networks } from './load-networks';
export type { MeshNetwork } from './mesh-network';
export { type DetectorNetwork, Scratch } from './network';
export type { SecondNetwork } from './second-network';
export { describeAdapter, recallTrial, rememberTrial } from './webgpu';
