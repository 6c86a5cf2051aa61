export {
  avif,
  baselineJpeg,
  box,
  gifWith,
  pngWith,
  progressiveColourJpeg,
  progressiveJpeg,
  webpWith,
  zipped,
} from './costly-pictures';
export { flatPng, pngChunk } from './png';
