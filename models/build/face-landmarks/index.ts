export { convertFaceLandmarks } from './face-landmarks';
