export { MANIFEST_PATH, parseManifest, readManifest } from './manifest';
