export { toHalves } from './half';
export { toSignedBytes } from './signed-bytes';
export { dequantize, readWeights, type StoredTensor, zeroPoint } from './tfjs-weights';
export { addWeight, toOihw } from './weight';
