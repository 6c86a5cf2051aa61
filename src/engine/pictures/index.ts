export { takeNow } from './image';
export { PictureQueue } from './picture-queue';
