export { CODES, ERROR_NAMES, type ErrorCode } from './codes';
export {
  type ErrorData,
  type ErrorKind,
  type ErrorKinds,
  type ErrorMore,
  type ErrorParts,
  FaceError,
  type FleetTrouble,
  isPictureFault,
  type OverloadedCode,
  type OverloadedErrorArguments,
  type QualityReason,
  type SimpleErrorArguments,
  type StorageTrouble,
  sameFace,
} from './errors';
export { headingOf } from './help';
export { isOutOfMemory, outOfMemory } from './memory';
