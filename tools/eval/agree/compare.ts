import { confidenceOf, dot } from '../../../src/match';
import { type Calibration, type DetectedFace, iou } from '../../../src/protocol';
import { median, quantile } from '../../quantiles';

/** Boxes that overlap less show different faces. */
const SAME_FACE_IOU = 0.9;

type Template = readonly number[];

/** Cosines of two variants' templates for the same pictures or chips. */
export interface TemplateAgreement {
  readonly n: number;
  readonly min: number;
  readonly median: number;
}

export interface FaceAgreement {
  readonly n: number;
  /** Pictures in which the two variants chose different faces, or one of them none. */
  readonly others: readonly string[];
  /** Farthest that a landmark lies apart, eye distances. */
  readonly largestShift: number;
  readonly largestScoreDifference: number;
}

export interface ConfidenceAgreement {
  readonly n: number;
  readonly largest: number;
}

export function compareTemplates(ours: readonly Template[], theirs: readonly Template[]): TemplateAgreement {
  const cosines = ours.map((template, i) => dot(template, theirs[i]));
  return { n: cosines.length, min: quantile(cosines, 0), median: median(cosines) };
}

/** Faces by picture; null = none found. */
export function compareFaces(
  names: readonly string[],
  ours: readonly (DetectedFace | null)[],
  theirs: readonly (DetectedFace | null)[],
): FaceAgreement {
  const others: string[] = [];
  let largestShift = 0;
  let largestScoreDifference = 0;
  names.forEach((name, i) => {
    const [a, b] = [ours[i], theirs[i]];
    if (a === null && b === null) return;
    if (a === null || b === null || iou(a.box, b.box) <= SAME_FACE_IOU) {
      others.push(name);
      return;
    }
    largestShift = Math.max(largestShift, shiftBetween(a, b));
    largestScoreDifference = Math.max(largestScoreDifference, Math.abs(a.score - b.score));
  });
  return { n: names.length, others, largestShift, largestScoreDifference };
}

/** How much a verdict depends on the variant: both pictures of each pair embedded by one and by the other. */
export function compareConfidences(
  pairs: readonly (readonly [a: number, b: number])[],
  ours: readonly Template[],
  theirs: readonly Template[],
  calibration: Calibration,
): ConfidenceAgreement {
  const confidence = (variant: readonly Template[], a: number, b: number) => {
    const similarity = dot(variant[a], variant[b]);
    return confidenceOf({ pooled: similarity, best: similarity, faces: 1 }, calibration);
  };
  const differences = pairs.map(([a, b]) => Math.abs(confidence(ours, a, b) - confidence(theirs, a, b)));
  return { n: pairs.length, largest: Math.max(0, ...differences) };
}

function shiftBetween(a: DetectedFace, b: DetectedFace): number {
  const { rightEye, leftEye } = a.landmarks;
  const eyes = Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y);
  const shifts = Object.entries(a.landmarks).map(([name, { x, y }]) => {
    const other = b.landmarks[name as keyof DetectedFace['landmarks']];
    return Math.hypot(x - other.x, y - other.y) / eyes;
  });
  return Math.max(...shifts);
}
