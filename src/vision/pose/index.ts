export { poseOf } from './landmark-pose';
