export { poseOf } from './landmark-pose';
export { poseOfMesh } from './mesh-pose';
