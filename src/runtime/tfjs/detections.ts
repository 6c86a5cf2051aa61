import { type DetectedFace, iou, type LandmarkName, type Point } from '../../protocol';
import { LANDMARK_ORDER } from '../network';
import type { DetectorInput } from './detector-input';

/** One place of the grid on which a detector looks for faces; parts of its input, 0…1. */
export interface Anchor {
  readonly xCenter: number;
  readonly yCenter: number;
  readonly width: number;
  readonly height: number;
}

/** Numbers of an anchor: the logit of its score, then x and y of centre, size and six keypoints, px of the input. */
const NUMBERS = 17;
/** Where they begin among the sixteen. */
const KEYPOINTS = 4;
/** Of two finds whose boxes overlap that much (intersection over union) the better one stays, as in MediaPipe. */
const SAME_FACE_IOU = 0.3;

/**
 * The faces that a detector's output says there are, in px of the picture, best score first. The arithmetic is that of
 * MediaPipe's TensorsToDetections and NonMaxSuppression calculators.
 *
 * @param output `[anchors, 17]`
 * @param leastScore finds below it, 0…1, are none
 */
export function readDetections(
  output: Float32Array,
  anchors: readonly Anchor[],
  size: number,
  leastScore: number,
  { edge, left, top }: DetectorInput,
): DetectedFace[] {
  const finds: DetectedFace[] = [];
  for (let i = 0; i < anchors.length; i++) {
    const anchor = anchors[i];
    const score = 1 / (1 + Math.exp(-output[i * NUMBERS]));
    if (score < leastScore) continue;
    const at = i * NUMBERS + 1;
    const x = (k: number) => (output[at + k] / size) * anchor.width;
    const y = (k: number) => (output[at + k] / size) * anchor.height;
    const point = (k: number): Point => ({
      x: (x(k) + anchor.xCenter) * edge + left,
      y: (y(k + 1) + anchor.yCenter) * edge + top,
    });
    const [width, height] = [x(2) * edge, y(3) * edge];
    if (width < 0 || height < 0) continue;
    const middle = point(0);
    const landmarks = Object.fromEntries(
      LANDMARK_ORDER.map((name, k): [LandmarkName, Point] => [name, point(KEYPOINTS + 2 * k)]),
    ) as Record<LandmarkName, Point>;
    finds.push({
      box: { x: middle.x - width / 2, y: middle.y - height / 2, width, height },
      score,
      landmarks,
    });
  }
  return withoutRepetitions(finds);
}

function withoutRepetitions(finds: DetectedFace[]): DetectedFace[] {
  const kept: DetectedFace[] = [];
  for (const find of finds.sort((a, b) => b.score - a.score)) {
    if (kept.every(({ box }) => iou(box, find.box) < SAME_FACE_IOU)) kept.push(find);
  }
  return kept;
}
