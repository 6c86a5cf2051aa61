export { cutFaces } from './cut';
export { loadPhotos } from './in-page';
export { enlarge } from './large';
export type { Photo, PhotoAddress } from './photo';
