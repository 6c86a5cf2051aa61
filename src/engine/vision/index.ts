export { isCloneError } from './send-picture';
export { VisionSide } from './vision-side';
