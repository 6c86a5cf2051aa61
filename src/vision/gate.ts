import type { DetectedFace } from '../protocol';
import type { DetectorNetwork } from '../runtime';
import { iou } from './overlap';
import type { QuarterTurns, Raster } from './raster';
import { render, toPicture, type View } from './view';

/**
 * The short-range model fires on hands, flowers and lettering at its fixed score of 0.5. On 3,500 crops of
 * pictures without a face its best score was 0.72; of 4,043 photos with one, 98 % scored above 0.8.
 */
export const SURE_SCORE = 0.8;
/** A second look at the doubtful face, twice its size across: above this it is one, */
const CONFIRMING_SCORE = 0.75;
/** below this it is none; between the two the full-range model decides, on three times the face's size. */
const DISMISSING_SCORE = 0.5;
/** The full-range model's finds below this are not faces often enough. */
export const FULL_RANGE_SCORE = 0.6;

interface Detectors {
  readonly shortRange: DetectorNetwork;
  readonly fullRange: () => Promise<DetectorNetwork>;
}

/** Is a find of the short-range model a face? Certain ones cost nothing, doubtful ones one or two looks more. */
export async function isFace(
  face: DetectedFace,
  raster: Raster,
  turns: QuarterTurns,
  detectors: Detectors,
): Promise<boolean> {
  if (face.score >= SURE_SCORE) return true;
  if (!hasFaceShape(face)) return false;
  const again = await scoreAround(face, raster, { times: 2, px: 128, turns }, detectors.shortRange);
  if (again >= CONFIRMING_SCORE) return true;
  if (again < DISMISSING_SCORE) return false;
  const wide = await scoreAround(face, raster, { times: 3, px: 192, turns }, await detectors.fullRange());
  return wide >= FULL_RANGE_SCORE;
}

/**
 * Do the landmarks form a face? Measured along the face's own axes, so that a turned face passes:
 * the eyes apart by a plausible part of the box, the mouth below the eyes, the nose between.
 * The limits are wide: half profiles and upturned faces pass, points scattered over an object do not.
 */
export function hasFaceShape({ box, landmarks }: DetectedFace): boolean {
  const { rightEye, leftEye, noseTip, mouthCenter } = landmarks;
  const across = { x: leftEye.x - rightEye.x, y: leftEye.y - rightEye.y };
  const eyeDistance = Math.hypot(across.x, across.y);
  const size = Math.sqrt(box.width * box.height);
  if (!(eyeDistance > 0.12 * size && eyeDistance < 0.8 * size)) return false;
  const down = { x: -across.y / eyeDistance, y: across.x / eyeDistance };
  const middle = { x: (rightEye.x + leftEye.x) / 2, y: (rightEye.y + leftEye.y) / 2 };
  const depth = (p: { x: number; y: number }) =>
    ((p.x - middle.x) * down.x + (p.y - middle.y) * down.y) / size;
  return depth(mouthCenter) > 0.15 && depth(mouthCenter) < 0.9 && depth(noseTip) < depth(mouthCenter);
}

/** Best score that a model gives the same face on a square around it. */
async function scoreAround(
  { box }: DetectedFace,
  raster: Raster,
  { times, px, turns }: { times: number; px: number; turns: QuarterTurns },
  network: DetectorNetwork,
): Promise<number> {
  const side = Math.max(box.width, box.height) * times;
  const view: View = {
    region: {
      x: box.x + (box.width - side) / 2,
      y: box.y + (box.height - side) / 2,
      width: side,
      height: side,
    },
    scale: px / side,
    turns,
  };
  const scores = (await network.detect(render(raster, view)))
    .map((face) => toPicture(face, view))
    .filter((face) => iou(face.box, box) > 0.3)
    .map((face) => face.score);
  return Math.max(0, ...scores);
}
