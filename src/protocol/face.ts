import type { LandmarkName } from './manifest';
import type { Backend } from './vision';

/** Pixels of the upright picture (EXIF applied), origin at its top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pixels of the upright picture. A face at the border may have a box that reaches outside. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DetectedFace {
  readonly box: Box;
  /** Detector score, 0…1. */
  readonly score: number;
  readonly landmarks: Readonly<Record<LandmarkName, Point>>;
}

/**
 * Which way a face looks, in degrees, relative to the picture. From straight ahead it is turned by yaw about the
 * head's own vertical axis, then nodded by pitch, then turned by roll in the picture.
 */
export interface Pose {
  /** −90…90, positive: looking up. 0 is the mean of people in news photos (docs/decisions/006). */
  readonly pitch: number;
  /** −90…90, positive: the nose points to the right edge of an upright picture. */
  readonly yaw: number;
  /** −180…180, positive: turned clockwise as seen in the picture. */
  readonly roll: number;
}

/** Milliseconds per stage of one extraction. */
export interface StageTimings {
  readonly decode: number;
  readonly detect: number;
  readonly align: number;
  readonly embed: number;
}

/** Which network and alignment made a template. Templates are compared only when all three are equal. */
export interface TemplateOrigin {
  readonly model: string;
  /** sha256 of the model file. */
  readonly modelHash: string;
  readonly alignment: string;
}

/** What the vision worker finds in one picture. */
export interface Extraction {
  /** Unit-length template, `dimension` numbers. */
  readonly template: Float32Array;
  readonly origin: TemplateOrigin;
  readonly face: DetectedFace;
  readonly pose: Pose;
  /** Size of the upright picture, px. */
  readonly image: { readonly width: number; readonly height: number };
  readonly timingsMs: StageTimings;
  /** Where the networks ran. */
  readonly backend: Backend;
}
