export { assetsError } from './error';
export { blaming, faultOfScripts } from './faults';
export { fetchAsset, pageInstead } from './fetch-asset';
export { type ForeignScope, type ForeignScript, isForeign, UNPUBLISHED } from './foreign';
export { readAssetsList } from './release';
export { moduleAddress, scriptAddress } from './script-address';
export { TRUSTED_TYPES_ADVICE, trustedScript, trustWorkers, wantsTrustedTypes } from './trusted-types';
