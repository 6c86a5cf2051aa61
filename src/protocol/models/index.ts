export { type AssetFile, type AssetsList, isAssetsList } from './assets-list';
export type {
  AlignmentTemplate,
  Calibration,
  CalibrationPoint,
  ChipInput,
  CopyRule,
  DetectorEntry,
  EmbedderEntry,
  LandmarkerEntry,
  MeshEntry,
  MissCurve,
  ModelFile,
  ModelManifest,
  ModelSource,
  OptionalEmbedder,
  PassiveCalibration,
  PassiveEntry,
  PassiveNetwork,
  RefusalCount,
  SecondCalibration,
  SecondOpinion,
} from './manifest';
export type { AskSecond, SecondModel, SecondVerdict } from './second';
