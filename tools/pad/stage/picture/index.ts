export { Camera } from './camera';
export { clear, draw, type Sheet } from './draw';
export { Files } from './file';
export { type Picture, pictureOf, shownOf, type Target, targetOf } from './picture';
