export { convertFaceMesh } from './face-mesh';
export { convertGeometry } from './geometry';
export { unpack } from './packed';
