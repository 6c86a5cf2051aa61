export type {
  AuditEntry,
  AuditedEvent,
  AuditPage,
  AuditProblem,
  AuditRecord,
  AuditReport,
  PersonExport,
} from './audit';
export type { Derivation, KdfParameters, PassphraseService, RemoteDeriver } from './derivation';
export type {
  FleetAudit,
  FleetConfirmation,
  FleetDevice,
  FleetDoor,
  FleetInviting,
  FleetLogin,
  FleetMember,
  FleetQuestions,
  FleetRole,
  FleetSetting,
  FleetState,
  RemoteFleet,
} from './fleet';
export type { RemoteGallery } from './gallery';
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
export type {
  DamageReport,
  DuplicatePair,
  DuplicatePerson,
  DuplicateProgress,
  DuplicateReport,
  ExportPart,
  GalleryInfo,
  ImportProgress,
  ImportSummary,
  KernelInfo,
  RotationProgress,
  SearchInfo,
} from './gallery-reports';
export type {
  AttemptLimit,
  AuditLimits,
  DuplicateChoice,
  GalleryModel,
  GalleryPolicy,
  GroupChoice,
  ImportMode,
  MembershipChange,
  MoreFaces,
  NewFace,
  NewPerson,
  PassphraseChange,
  PersonChanges,
} from './gallery-requests';
export { type RemoteLife, UNREADABLE, useLock } from './life';
export { othersTurn, Pace, paced } from './pace';
export { RunningCalls } from './running-calls';
export { Slots } from './slots';
export { tell } from './tell';
export type { Consent, PersonTerms, TermsChange } from './terms';
export type {
  AdapterInfo,
  ChipRuntime,
  FoundFace,
  FoundFaces,
  LoadProgress,
  PassiveVerdict,
  PixelReads,
  RemoteVision,
  SelfTestResult,
  TrialOutcome,
  VisionInfo,
  VisionOptions,
  Wanted,
  WatchedFrame,
} from './vision';
