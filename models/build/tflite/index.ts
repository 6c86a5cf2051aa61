export { type Model, type Operator, readTflite, type Tensor } from './tflite';
