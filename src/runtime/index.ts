export {
  type Landmarker,
  loadNetworks,
  type Networks,
  type PassiveNetworks,
  type SecondNetwork,
} from './load-networks';
export type { MeshNetwork } from './mesh-network';
export { type DetectorNetwork, Scratch } from './network';
export { describeAdapter, recallTrial, rememberTrial } from './webgpu';
