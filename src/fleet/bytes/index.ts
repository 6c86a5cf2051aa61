export {
  base64url,
  concat,
  fromBase64url,
  fromJsonBytes,
  jsonBytes,
  random,
  sha256,
  utf8,
} from './bytes';
