import type { DetectedFace } from '../protocol';
import type { DetectorNetwork } from '../runtime';
import { breathe } from './breathe';
import { confirm, FULL_RANGE_SCORE, hasFaceShape, refine, SURE_SCORE } from './gate';
import { iou, suppressOverlaps, visibleArea } from './overlap';
import type { QuarterTurns, Raster } from './raster';
import { tilesOf } from './tiles';
import { reducedView, render, toPicture, type View } from './view';

/** Long edge of the copy that the short-range model sees first, px; it scales that to 128 itself. */
const REDUCED_PX = 256;
/** Side of the full-range model's input, px. */
const FULL_RANGE_PX = 192;
/** A tile smaller than this would show the detector nothing but enlarged noise. */
const SMALLEST_TILE_PX = 96;
/**
 * Shorter side of the smallest face that counts, px: with fewer pixels between the eyes a template says
 * little, and what the tiles find there is mostly texture.
 */
const SMALLEST_FACE_PX = 20;

export interface Detectors {
  readonly shortRange: DetectorNetwork;
  /** Loaded when first needed: most pictures never do. */
  readonly fullRange: () => Promise<DetectorNetwork>;
}

/**
 * The largest face of a picture, or undefined. Looks at a reduced copy first; only when nothing is there,
 * at the whole picture with the full-range model, at turned copies, and at ever smaller tiles.
 */
export async function findLargest(
  raster: Raster,
  detectors: Detectors,
  signal: AbortSignal,
): Promise<DetectedFace | undefined> {
  for (const search of [quickSearch(0), wideSearch, quickSearch(1), quickSearch(3), quickSearch(2)]) {
    await breathe(signal);
    const face = await search(raster, detectors);
    if (face !== undefined) return uprightLook(face, raster, detectors);
  }
  for (const divisor of [2, 4]) {
    const [face] = largestFirst(
      suppressOverlaps(await searchTiles(raster, detectors, divisor, signal)),
      raster,
    );
    if (face !== undefined) return refine(face, raster, detectors);
  }
  return undefined;
}

/**
 * The detector also finds faces that lie on their side or stand on their head, but places their landmarks badly.
 * A face that seems to lie, or a doubtful one, is looked at again in turned copies; the best score wins.
 */
async function uprightLook(face: DetectedFace, raster: Raster, detectors: Detectors): Promise<DetectedFace> {
  let best = face;
  for (const turns of turnsWorthALook(face)) {
    const other = await quickSearch(turns)(raster, detectors);
    if (other !== undefined && other.score > best.score && iou(other.box, face.box) > 0.3) best = other;
  }
  return best;
}

function turnsWorthALook({ score, landmarks }: DetectedFace): readonly QuarterTurns[] {
  const { rightEye, leftEye } = landmarks;
  const roll = Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x);
  // The copy turned clockwise by this many quarters shows the eyes level.
  const turns = ((4 - Math.round(roll / (Math.PI / 2))) % 4) as QuarterTurns;
  if (turns !== 0) return [turns];
  return score < SURE_SCORE ? [1, 2, 3] : [];
}

type Search = (raster: Raster, detectors: Detectors) => Promise<DetectedFace | undefined>;

/** Short-range model on the reduced copy: the largest find that the gate believes. */
function quickSearch(turns: QuarterTurns): Search {
  return async (raster, detectors) => {
    const view = reducedView(raster, REDUCED_PX, turns);
    for (const find of largestFirst(await look(raster, view, detectors.shortRange), raster)) {
      const face = await confirm(find, raster, view, detectors);
      if (face !== undefined) return face;
    }
    return undefined;
  };
}

/** Full-range model on the whole picture. */
async function wideSearch(raster: Raster, detectors: Detectors): Promise<DetectedFace | undefined> {
  const view = reducedView(raster, FULL_RANGE_PX);
  const [face] = largestFirst(believable(await look(raster, view, await detectors.fullRange())), raster);
  return face && refine(face, raster, detectors);
}

/** Full-range model on tiles of one scale. */
async function searchTiles(
  raster: Raster,
  detectors: Detectors,
  divisor: number,
  signal: AbortSignal,
): Promise<DetectedFace[]> {
  const tiles = tilesOf(raster.width, raster.height, divisor);
  if (divisor > 1 && tiles[0].width < SMALLEST_TILE_PX) return [];
  const network = await detectors.fullRange();
  const found: DetectedFace[] = [];
  for (const region of tiles) {
    await breathe(signal);
    const view: View = { region, scale: FULL_RANGE_PX / region.width, turns: 0 };
    found.push(...believable(await look(raster, view, network)));
  }
  return found;
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

/**
 * By what shows of them: a face cut off at the border is not larger than the whole one beside it, and a doubtful
 * find must be twice as large as a certain one to count for more.
 */
function largestFirst(faces: readonly DetectedFace[], raster: Raster): DetectedFace[] {
  const weight = ({ box, score }: DetectedFace) => visibleArea(box, raster) * (score < SURE_SCORE ? 0.5 : 1);
  return [...faces].sort((a, b) => weight(b) - weight(a));
}
