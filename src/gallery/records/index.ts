export { openEntry, sealEntry } from './audit';
export { allBuckets, bitsFor, bucketOf, bucketRange, isHash } from './buckets';
export { type Face, faceKey, facesOf, inPlain, openFace, openFaces, sealFace } from './face';
export { type Group, openGroup, sealGroup } from './group';
export { checkIds, checkText } from './ids';
export { sameOrigin } from './origin';
export { firstExpiry, isExpired, openPerson, type Person, sealPerson } from './person';
export { openPicture, pictureKey, pictureOf, sealPicture } from './picture';
export {
  type Attempts,
  type GalleryDatabase,
  type GallerySchema,
  type SealedEntry,
  type SealedFace,
  type SealedFleetPart,
  type SealedPerson,
  type SealedRecord,
  type SealedShadow,
  type SealedState,
  STORES,
  type StoreName,
} from './schema';
export {
  NO_SEGMENTS,
  openSegmentList,
  type SegmentChange,
  type SegmentList,
  sealSegmentList,
  segmentKey,
  segmentsOf,
  withoutPersons,
} from './segment-list';
export { type FleetPartName, openFleetPart, openShadow, sealFleetPart, sealShadow } from './shadow';
export { type AuditHead, EMPTY_STATE, MAX_SEALINGS, openState, type State, sealState } from './state';
