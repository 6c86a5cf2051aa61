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
  /** Size of the upright picture, px. */
  readonly image: { readonly width: number; readonly height: number };
  readonly timingsMs: StageTimings;
  /** Where the networks ran. */
  readonly backend: Backend;
}
