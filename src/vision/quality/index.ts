export { poseOf } from './pose';
export { measureQuality } from './quality';
