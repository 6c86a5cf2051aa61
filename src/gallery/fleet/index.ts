export { galleryPort } from './gallery-port';
export { FleetHost } from './host';
