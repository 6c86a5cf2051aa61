export { faceItem, faceRect, placedItem } from './face-item';
