export type { AddFaceDetail, DetectDetail, FaceInfoDetail, LiveDetail, VerifyDetail } from './details';
export type { FaceEngine } from './engine';
export type {
  AddFaceFields,
  DuplicateFields,
  ExportFields,
  ExportProgress,
  IdentifyFields,
  ImportFields,
  MembershipFields,
  MultiIdentifyFields,
  NewPersonFields,
  PassphraseFields,
  PersonFields,
  RenewalFields,
  SetInfoFields,
} from './fields';
export type { GalleryMethods } from './gallery';
export type { ImageInput } from './image-input';
export type { BackendInfo, EngineInfo, SelfTestTimes } from './info';
export type {
  ActionsCheck,
  CameraCheck,
  FlashCheck,
  Liveness,
  LivenessAction,
  LivenessCapture,
  LivenessChecks,
  LivenessColour,
  LivenessFrame,
  LivenessLook,
  LivenessPrompt,
  LivenessReason,
  LivenessSession,
  LivenessVerdict,
  PassiveCheck,
} from './liveness';
export type {
  CallOptions,
  DetailOptions,
  DetectOptions,
  EngineOptions,
  LivenessOptions,
  ShapeOptions,
  VerifyOptions,
} from './options';
export type { GroupMethods, PersonMethods } from './persons';
export type { Recognition } from './recognition';
export type { PersonTermsFields, RightsMethods } from './rights';
export type * from './v1';
