export { type Kept, releaseKept, secondOf } from './kept-faces';
export { isCloneError } from './send-picture';
export { VisionSide } from './vision-side';
