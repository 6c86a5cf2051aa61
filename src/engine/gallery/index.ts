export { type GalleryCall, GallerySide } from './gallery-side';
export { givenFields, givenFunction } from './given';
export { Match } from './match';
export { Persistence } from './persistence';
export { readingExport, sendImport } from './transfer';
