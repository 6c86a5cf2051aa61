export { measureGallery } from './measure';
export type { GalleryCase, GalleryRow } from './types';
export { importAll, startGallery } from './worker';
