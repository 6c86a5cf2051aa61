export { createEngine } from './create';
export type { FaceEngine } from './engine';
export type { ImageInput } from './image';
export type {
  AddFaceFields,
  BackendInfo,
  CallOptions,
  EngineInfo,
  EngineOptions,
  MembershipFields,
  NewPersonFields,
  ProbeTimes,
  SetInfoFields,
  VerifyDetail,
  VerifyOptions,
} from './options';
