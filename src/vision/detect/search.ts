import type { Box, DetectedFace } from '../../protocol';
import type { DetectorNetwork } from '../../runtime';
import { type QuarterTurns, type Raster, reducedView, render, toPicture, type View } from '../raster';
import { breathe } from './breathe';
import { confirm, type Detectors, FULL_RANGE_SCORE, hasFaceShape, SURE_SCORE } from './gate';
import { visibleArea } from './overlap';
import { type Scale, tilesOf } from './tiles';

/** Long edge of the copy that the short-range model sees first, px; it scales that to 128 itself. */
const REDUCED_PX = 256;
/** Edge of the full-range model's input, px. */
export const FULL_RANGE_PX = 192;
/**
 * Reach of the filter that scales tiles. With 1, which keeps more detail, the full-range model misses small faces in
 * grainy photos; from 1.25 to 2 it finds all that were counted (docs/decisions/010).
 */
const TILE_REACH = 1.5;
/**
 * Shorter edge of the smallest face that counts, px: with fewer pixels between the eyes a template says
 * little, and what the tiles find there is mostly texture.
 */
export const SMALLEST_FACE_PX = 20;

/**
 * Short-range model on the reduced copy: the finds that the gate believes, the largest first. Each is checked
 * only when it is asked for, so that who wants one pays for one.
 */
export async function* quickFinds(
  raster: Raster,
  detectors: Detectors,
  turns: QuarterTurns,
): AsyncGenerator<DetectedFace, undefined> {
  const view = reducedView(raster, REDUCED_PX, turns);
  for (const find of largestFirst(await look(raster, view, detectors.shortRange), raster)) {
    const face = await confirm(find, raster, view, detectors);
    if (face !== undefined) yield face;
  }
}

/** All that a single look shows, the largest first. */
export async function glance(raster: Raster, detectors: Detectors): Promise<DetectedFace[]> {
  const faces: DetectedFace[] = [];
  for await (const face of quickFinds(raster, detectors, 0)) faces.push(face);
  return faces;
}

/** Full-range model on the whole picture. */
export async function wideFinds(
  raster: Raster,
  detectors: Detectors,
  turns: QuarterTurns,
): Promise<DetectedFace[]> {
  return believable(
    await look(raster, reducedView(raster, FULL_RANGE_PX, turns), await detectors.fullRange()),
  );
}

/** Full-range model on the tiles of one scale; a face on two tiles comes twice. */
export async function tileFinds(
  raster: Raster,
  detectors: Detectors,
  scale: Scale,
  turns: QuarterTurns,
  signal: AbortSignal,
): Promise<DetectedFace[]> {
  const network = await detectors.fullRange();
  const found: DetectedFace[] = [];
  for (const region of tilesOf(raster.width, raster.height, scale)) {
    await breathe(signal);
    const view: View = { region, scale: FULL_RANGE_PX / region.width, turns, reach: TILE_REACH };
    found.push(...believable(await look(raster, view, network)));
  }
  return found;
}

/** A find at the middle of an edge counts this much less than one in the centre (docs/decisions/004). */
const EDGE_DISCOUNT = 0.4;

/**
 * By what shows of them: a face cut off at the border is not larger than the whole one beside it. A doubtful find
 * must be twice as large as a certain one to count for more, and of nearly equal faces the one nearer to the
 * picture's centre counts, where people put whom they mean.
 */
export function largestFirst(faces: readonly DetectedFace[], raster: Raster): DetectedFace[] {
  const weight = ({ box, score }: DetectedFace) =>
    visibleArea(box, raster) *
    (score < SURE_SCORE ? 0.5 : 1) *
    (1 - EDGE_DISCOUNT * Math.min(1, offCentre(box, raster)));
  return [...faces].sort((a, b) => weight(b) - weight(a));
}

/** Distance of a box from the picture's centre: 0 there, 1 at the middle of an edge. */
function offCentre({ x, y, width, height }: Box, raster: Raster): number {
  const right = (2 * x + width) / raster.width - 1;
  const down = (2 * y + height) / raster.height - 1;
  return Math.hypot(right, down);
}

/** The copy of the picture turned clockwise by this many quarters shows the eyes level. */
export function levellingTurns({ landmarks }: DetectedFace): QuarterTurns {
  const { rightEye, leftEye } = landmarks;
  const roll = Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x);
  return ((4 - Math.round(roll / (Math.PI / 2))) % 4) as QuarterTurns;
}

async function look(raster: Raster, view: View, network: DetectorNetwork): Promise<DetectedFace[]> {
  const faces = await network.detect(render(raster, view));
  return faces
    .map((face) => toPicture(face, view))
    .filter(({ box }) => Math.min(box.width, box.height) >= SMALLEST_FACE_PX);
}

function believable(faces: readonly DetectedFace[]): DetectedFace[] {
  return faces.filter((face) => face.score >= FULL_RANGE_SCORE && hasFaceShape(face));
}
