export { convertOpenvino } from './convert';
