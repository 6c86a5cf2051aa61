export { assetsError } from './error';
export { blaming, faultOfScripts } from './faults';
export { fetchAsset, pageInstead } from './fetch-asset';
export { TRUSTED_TYPES_ADVICE, trustedScript, trustWorkers, wantsTrustedTypes } from './trusted';
