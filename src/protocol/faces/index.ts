export type { Backend } from './backend';
export { intersection, iou } from './box';
export type {
  Box,
  DetectedFace,
  Extraction,
  FaceLight,
  FaceMesh,
  FaceQuality,
  Pose,
  Rgb,
  SecondTemplate,
  StageTimings,
  TemplateOrigin,
} from './face';
export type { PortableImage } from './image';
export type { AlignmentPoint, AlignmentPoints, LandmarkName } from './landmarks';
export type { Point } from './point';
