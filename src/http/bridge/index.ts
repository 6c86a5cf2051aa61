export { type InstallOptions, installV1, uninstallV1 } from './install';
export { serveV1, type V1Bridge } from './page';
