export { confidenceOf } from './calibration';
export { dot } from './cosine';
export { compareWithPerson } from './pool';
