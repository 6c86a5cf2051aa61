export { buildModels, isBuiltHere, MANIFEST_PATH, readManifest } from './build';
