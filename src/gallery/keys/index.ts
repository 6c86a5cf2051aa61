export { deriveBy } from './argon2-apart';
export { createKeyring, type Keyring, lockRoot, ringMark, unlockRoot } from './keyring';
export { parseKeyring } from './parse-keyring';
export {
  checkKdf,
  checkNewPassphrase,
  checkPassphrase,
  DEFAULT_KDF,
  derivePassphraseKey,
} from './passphrase';
export { GalleryKeys } from './seal';
