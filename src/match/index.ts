export { confidenceOf } from './calibration';
export { dot } from './cosine';
