export { runFaceLandmarks } from './landmarks-reference';
