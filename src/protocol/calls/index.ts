export type { Derivation, KdfParameters, PassphraseService, RemoteDeriver } from './derivation';
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
export { type RemoteLife, UNREADABLE, useLock } from './life';
export { RunningCalls } from './running-calls';
export { Slots } from './slots';
export { tell } from './tell';
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
