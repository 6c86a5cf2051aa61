export { interpret } from './tflite-interpreter';
