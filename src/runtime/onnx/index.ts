export { openOnTfjs } from './network';
export { UnsupportedNetwork } from './read-onnx';
