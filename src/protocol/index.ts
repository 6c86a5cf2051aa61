export { type AssetFile, type AssetsList, isAssetsList } from './assets-list';
export type { Backend } from './backend';
export { bytesOfBase64, bytesOfBinary, standardBase64, withoutEnd } from './base64';
export { intersection, iou } from './box';
export type { Bytes } from './bytes';
export { CODES, ERROR_NAMES, type ErrorCode } from './codes';
export type { Derivation, KdfParameters, PassphraseService, RemoteDeriver } from './derivation';
export {
  type ErrorData,
  type ErrorKind,
  type ErrorKinds,
  type ErrorMore,
  type ErrorParts,
  FaceError,
  isPictureFault,
  type OverloadedCode,
  type OverloadedErrorArguments,
  type QualityReason,
  type SimpleErrorArguments,
  type StorageTrouble,
  sameFace,
} from './errors';
export type {
  Box,
  DetectedFace,
  Extraction,
  FaceQuality,
  Pose,
  SecondTemplate,
  StageTimings,
  TemplateOrigin,
} from './face';
export type {
  AttemptLimit,
  DamageReport,
  ExportPart,
  GalleryInfo,
  GalleryModel,
  GroupChoice,
  ImportMode,
  ImportProgress,
  ImportSummary,
  KernelInfo,
  MembershipChange,
  MoreFaces,
  NewFace,
  NewPerson,
  PassphraseChange,
  PersonChanges,
  RemoteGallery,
  RotationProgress,
  SearchInfo,
} from './gallery';
export type {
  AddedPerson,
  Candidate,
  ChangedGroups,
  Found,
  KnownFace,
  PersonInfo,
  PersonMatch,
  StoredFace,
} from './gallery-answers';
export { headingOf } from './help';
export { checkId } from './ids';
export type { PortableImage } from './image';
export { type RemoteLife, UNREADABLE, useLock } from './life';
export { LIMITS } from './limits';
export type {
  AlignmentPoint,
  AlignmentPoints,
  AlignmentTemplate,
  Calibration,
  CalibrationPoint,
  ChipInput,
  CopyRule,
  DetectorEntry,
  EmbedderEntry,
  LandmarkerEntry,
  LandmarkName,
  MissCurve,
  ModelFile,
  ModelManifest,
  ModelSource,
  OptionalEmbedder,
  RefusalCount,
  SecondCalibration,
  SecondOpinion,
} from './manifest';
export { isOutOfMemory, outOfMemory } from './memory';
export type { Point } from './point';
export { RunningCalls } from './running-calls';
export type { SecondModel, SecondVerdict } from './second';
export { Slots } from './slots';
export { tell } from './tell';
export { cutToTenths } from './tenths';
export type {
  AdapterInfo,
  ChipRuntime,
  FoundFace,
  FoundFaces,
  LoadProgress,
  PixelReads,
  RemoteVision,
  SelfTestResult,
  TrialOutcome,
  VisionInfo,
  VisionOptions,
  Wanted,
} from './vision';
