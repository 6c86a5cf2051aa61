export { measureGallery } from './measure';
export type { GalleryCase, GalleryRow } from './types';
