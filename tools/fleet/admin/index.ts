export { AdminGallery } from './admin-gallery';
