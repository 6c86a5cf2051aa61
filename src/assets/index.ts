export { assetsError } from './error';
export { blaming, faultOfScripts } from './faults';
export { fetchAsset, pageInstead } from './fetch-asset';
