export { assetsError } from './error';
export { blaming, faultOfScripts } from './faults';
export { fetchAsset, pageInstead } from './fetch-asset';
export { isForeign, readAssetsList } from './release';
export { type ForeignScope, type ForeignScript, moduleAddress, scriptAddress } from './script-address';
export { TRUSTED_TYPES_ADVICE, trustedScript, trustWorkers, wantsTrustedTypes } from './trusted';
