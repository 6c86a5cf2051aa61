export type { FaceEngine } from './engine';
export type { GalleryMethods } from './gallery';
export type { ImageInput } from './image-input';
export type {
  AddFaceDetail,
  AddFaceFields,
  BackendInfo,
  CallOptions,
  DetectDetail,
  DetectOptions,
  EngineInfo,
  EngineOptions,
  ExportFields,
  ExportProgress,
  FaceInfoDetail,
  IdentifyFields,
  ImportFields,
  MembershipFields,
  MultiIdentifyFields,
  NewPersonFields,
  PassphraseFields,
  PersonFields,
  SelfTestTimes,
  SetInfoFields,
  VerifyDetail,
  VerifyOptions,
} from './options';
export type { GroupMethods, PersonMethods } from './persons';
export type { Recognition } from './recognition';
export type * from './v1';
