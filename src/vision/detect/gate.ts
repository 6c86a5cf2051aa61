import { type DetectedFace, iou } from '../../protocol';
import type { DetectorNetwork } from '../../runtime';
import { type QuarterTurns, type Raster, render, toPicture, type View } from '../raster';

/**
 * The short-range model fires on hands, flowers and lettering at its fixed score of 0.5. From this score on it is
 * believed; docs/decisions/002 has the counts for all scores here.
 */
export const SURE_SCORE = 0.8;
/** Below this score the short-range model says little: of 4,043 faces the lowest first score is 0.656. */
const DOUBTFUL_SCORE = 0.63;
/** A find of the full-range model on the whole picture or on a closer look, which shows faces larger than tiles do. */
export const WIDE_SCORE = 0.7;
/**
 * The short-range model on a square twice the size: from this score on it is a face that the full-range model found,
 * and likely one that it found itself.
 */
const CONFIRMING_SCORE = 0.75;
/** The same on three times the size: lettering that looks like a face at one scale does not at another. */
const FARTHER_SCORE = 0.6;
/**
 * A face that takes less than this part of the view has landmarks off by a good part of the distance between
 * the eyes: there the network saw it 40 px wide.
 */
const SMALL_PART = 0.33;
/** The full-range model's finds below this are not looked at. */
export const FULL_RANGE_SCORE = 0.6;

export interface Detectors {
  readonly shortRange: DetectorNetwork;
  /** Loaded when first needed: most pictures never do. */
  readonly fullRange: () => Promise<DetectorNetwork>;
}

/**
 * The find itself, a better look at it, or undefined when it is no face. Certain finds that fill enough of the
 * view cost nothing. Others are looked at again: a certain one must be seen once more, a doubtful one with certainty
 * or at two scales; else the full-range model must see it, too. In a turned view only certainty helps a doubtful
 * find: three more views are three more chances to be wrong.
 */
export async function confirm(
  face: DetectedFace,
  raster: Raster,
  view: View,
  detectors: Detectors,
): Promise<DetectedFace | undefined> {
  const { turns } = view;
  const sure = face.score >= SURE_SCORE;
  if (sure && !isSmall(face, view)) return face;
  const again = await lookAround(face, raster, { times: 2, px: 128, turns }, detectors.shortRange);
  const likely = face.score >= DOUBTFUL_SCORE;
  if (again && likely && again.score >= (sure ? DOUBTFUL_SCORE : SURE_SCORE)) return again;
  if (!sure && (again === undefined || turns !== 0)) return undefined;
  if (again && likely && again.score >= CONFIRMING_SCORE) {
    const farther = await lookAround(face, raster, { times: 3, px: 128, turns }, detectors.shortRange);
    if (farther && farther.score >= FARTHER_SCORE) return again;
  }
  const wide = await lookAround(face, raster, { times: 3, px: 192, turns }, await detectors.fullRange());
  const seen = wide !== undefined && wide.score >= (likely ? FULL_RANGE_SCORE : WIDE_SCORE);
  return seen ? (again ?? face) : undefined;
}

/**
 * A find of the full-range model, with the short-range model's landmarks where that sees it too. Undefined when
 * neither is sure. From `enough` on the first need not be, if the other sees more than a doubtful face: what that
 * model finds in hands, lettering and blur scores less with both (docs/decisions/002 and 007).
 */
export async function confirmWideFind(
  face: DetectedFace,
  raster: Raster,
  turns: QuarterTurns,
  { shortRange }: Detectors,
  enough = SURE_SCORE,
): Promise<DetectedFace | undefined> {
  const again = await lookAround(face, raster, { times: 2, px: 128, turns }, shortRange);
  const needed = face.score >= enough ? DOUBTFUL_SCORE : CONFIRMING_SCORE;
  const sure = face.score >= SURE_SCORE || (again !== undefined && again.score >= needed);
  return sure ? (again ?? face) : undefined;
}

function isSmall({ box }: DetectedFace, { region }: View): boolean {
  return Math.max(box.width, box.height) < SMALL_PART * Math.max(region.width, region.height);
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

/** The best find of a model on a square around a face, if it is the same face and has a face's shape. */
async function lookAround(
  { box }: DetectedFace,
  raster: Raster,
  { times, px, turns }: Pick<View, 'turns'> & { times: number; px: number },
  network: DetectorNetwork,
): Promise<DetectedFace | undefined> {
  const edge = Math.max(box.width, box.height) * times;
  const view: View = {
    region: {
      x: box.x + (box.width - edge) / 2,
      y: box.y + (box.height - edge) / 2,
      width: edge,
      height: edge,
    },
    scale: px / edge,
    turns,
  };
  const [best] = (await network.detect(render(raster, view)))
    .map((face) => toPicture(face, view))
    .filter((face) => iou(face.box, box) > 0.3);
  return best && hasFaceShape(best) ? best : undefined;
}
