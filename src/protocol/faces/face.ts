import type { Backend } from './backend';
import type { LandmarkName } from './landmarks';
import type { Point } from './point';

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

/**
 * What a picture of a face is worth, measured before anything is recognised (docs/decisions/009). Luminance is
 * 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), 0…255, over the face from above the brows to below the mouth.
 */
export interface FaceQuality {
  /** Between the eyes' centres, px of the upright picture. Shorter when the face is turned to the side. */
  readonly eyeDistance: number;
  /**
   * Standard deviation of the Gaussian blur that seems to lie over the face, in eye distances: about 0.03 for a sharp
   * photo, 0.1 where eyes and mouth are smudges; at most 0.5. Does not depend on the face's size, but for small faces,
   * which their pixels blur.
   */
  readonly blur: number;
  /** Median luminance, 0…255. */
  readonly brightness: number;
  /** From the 5th to the 95th percentile of luminance, 0…255. */
  readonly contrast: number;
  /** Share of the face with a luminance of 10 or less, 0…1: shadows that show nothing any more. */
  readonly black: number;
  /** Share of the face with a luminance of 245 or more, 0…1: lights that show nothing any more. */
  readonly white: number;
  readonly pose: Pose;
  /** Detector score, 0…1. Low where something covers the face, or where it hardly is one. */
  readonly score: number;
  /** Share of the face's box that lies inside the picture, 0…1. */
  readonly visible: number;
}

/** 468 points of a face, and what they say of it (docs/decisions/056). Right and left are the subject's. */
export interface FaceMesh {
  /**
   * 468 × (x, y, z), px of the upright picture: x0, y0, z0, x1, …, in MediaPipe's order (`canonical_face_model`). x and y are places in the
   * picture, which a face at its border may leave. z is depth on the same scale: smaller is nearer to the camera, and 0 lies about the
   * head's middle.
   */
  readonly points: Float32Array;
  /** How sure the network is that it sees a face, 0…1. Below 0.5 the points mean nothing. */
  readonly score: number;
  /** From all points; as `Pose` says. */
  readonly pose: Pose;
  /**
   * Eye aspect ratio of each eye: mean distance of the lids by the distance of the eye's corners (Soukupová and Čech 2016), about 0.27 where
   * it is open, and 0.1 or less where it is closed. People differ: compare with the same person's open eyes.
   */
  readonly eyes: { readonly right: number; readonly left: number };
  /** The same of the mouth: mean distance of the lips by the distance of the inner corners; 0 where it is closed, 0.5 and more in a yawn. */
  readonly mouth: number;
}

/** Linear light (sRGB decoded), 0…1 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The mean colours of a face and of what lies around it. */
export interface FaceLight {
  readonly forehead: Rgb;
  readonly cheeks: Rgb;
  readonly nose: Rgb;
  /** Of a ring about the head, from the chin upwards. Null where too little of it lies in the picture. */
  readonly background: Rgb | null;
}

/** Milliseconds per stage of one extraction. */
export interface StageTimings {
  readonly decode: number;
  readonly detect: number;
  /** With the landmark network, where the model's alignment asks for it, and with measuring the quality. */
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

/** A template that a second network made of the same face. */
export interface SecondTemplate {
  /** Unit length. */
  readonly template: Float32Array;
  readonly origin: TemplateOrigin;
}

/** What the vision worker finds in one picture. */
export interface Extraction {
  /** Unit-length template, `dimension` numbers. */
  readonly template: Float32Array;
  readonly origin: TemplateOrigin;
  readonly face: DetectedFace;
  readonly quality: FaceQuality;
  /** Size of the upright picture, px. */
  readonly image: { readonly width: number; readonly height: number };
  readonly timingsMs: StageTimings;
  /** Where the networks ran. */
  readonly backend: Backend;
}
