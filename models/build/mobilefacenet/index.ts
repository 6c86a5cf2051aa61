export { convertMobileFaceNet } from './mobilefacenet';
