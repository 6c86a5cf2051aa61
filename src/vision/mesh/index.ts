export { findMesh } from './find-mesh';
