export type { ImageInput } from '../api/image-input';
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
  IdentifyFields,
  ImportFields,
  MembershipFields,
  MultiIdentifyFields,
  NewPersonFields,
  PassphraseFields,
  ProbeTimes,
  SetInfoFields,
  VerifyDetail,
  VerifyOptions,
} from '../api/options';
export { createEngine } from './create';
export type { FaceEngine } from './engine';
