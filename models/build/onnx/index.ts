export { OnnxBuilder } from './onnx';
