export { asVersion10 } from './as-version-10';
export {
  average,
  averageData,
  expectSame,
  numbers,
  picture,
  prelu,
  sigmoid,
  wide,
  wideData,
  X,
} from './expect-same';
export { type LayerSpec, writeIr } from './ir-writer';
export { averagePool, convolve, maxPool, perValue } from './nchw';
