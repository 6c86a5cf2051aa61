export { ERROR_NAMES, type ErrorCode, FaceError } from './errors';
export type { Box, DetectedFace, Extraction, Point, StageTimings, TemplateOrigin } from './face';
export type { NewFace, NewPerson, PersonChanges, PersonMatch, RemoteGallery } from './gallery';
export type { PortableImage } from './image';
export type { RemoteLife } from './life';
export { LIMITS } from './limits';
export type {
  AlignmentTemplate,
  Calibration,
  DetectorEntry,
  EmbedderEntry,
  LandmarkName,
  ModelFile,
  ModelManifest,
} from './manifest';
export { fromReply, type Reply, toReply } from './reply';
export type {
  AddFaceData,
  AddGroupIdsData,
  DelFaceData,
  DelGroupIdsData,
  DelPersonData,
  GetFaceIdsData,
  GetGroupIdsData,
  GetInfoData,
  GetPersonIdsData,
  NewPersonData,
  SetInfoData,
  VerifyData,
} from './v1';
export type {
  AdapterInfo,
  Backend,
  LoadProgress,
  ProbeResult,
  RemoteVision,
  TrialOutcome,
  VisionInfo,
  VisionOptions,
} from './vision';
