export { createEngine } from './create';
export type { AddFaceFields, FaceEngine, NewPersonFields } from './engine';
export type { ImageInput } from './image';
export type {
  BackendInfo,
  CallOptions,
  EngineInfo,
  EngineOptions,
  ProbeTimes,
  VerifyDetail,
  VerifyOptions,
} from './options';
