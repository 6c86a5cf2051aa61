export { runMobileFaceNet } from './mobilefacenet-reference';
export { findTwin, missingInTwin } from './mobilefacenet-twin';
