export { buildModels, isBuiltHere } from './build';
export { MANIFEST_PATH, parseManifest, readManifest } from './manifest';
