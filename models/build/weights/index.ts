export { toHalves } from './half';
export { toSignedBytes } from './signed-bytes';
export { addWeight, toOihw } from './stored-weight';
export { dequantize, readWeights, type StoredTensor, zeroPoint } from './tfjs-weights';
