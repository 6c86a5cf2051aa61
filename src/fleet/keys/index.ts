export {
  type Device,
  deviceBytes,
  parseDevice,
  parseDevices,
  parseRevoked,
  type Revoked,
  type Role,
  revokedBytes,
} from './devices';
export { type Epoch, epochBytes, keyOf, lacksKey, parseEpoch, withWraps } from './epoch';
export { createPair, openFrom, pairOf, publicKey, publicText, sealTo } from './hpke';
export { newSecrets, parseSecrets, type Secrets, secretsBytes, unwrapSecrets, wrapSecrets } from './secrets';
