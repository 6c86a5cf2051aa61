export { GallerySide } from './gallery-side';
export { inSession, plain } from './methods';
export { Persistence } from './persistence';
export { GalleryRecords } from './records';
