export { MANIFEST_PATH, type Manifest, parseManifest, readManifest } from './manifest';
