export { createGalleryService } from './service';
