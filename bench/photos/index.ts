export { cutFaces } from './cut';
export { loadPhotos } from './in-page';
export { enlarge } from './large';
export { orNoFace } from './or-no-face';
export type { Photo, PhotoAddress } from './photo';
