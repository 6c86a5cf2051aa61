export { flatPhoto, headPoints, type Shown, seenFace } from './face';
