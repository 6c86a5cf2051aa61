export { buildModels, isBuiltHere, readManifest } from './build';
