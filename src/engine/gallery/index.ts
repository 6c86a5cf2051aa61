export { GallerySide } from './gallery-side';
export { plain } from './methods';
export { Persistence } from './persistence';
export { GalleryRecords } from './records';
