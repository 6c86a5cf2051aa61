import { type DetectedFace, iou } from '../../protocol';
import type { QuarterTurns, Raster } from '../raster';
import { breathe } from './breathe';
import { findAll } from './find-all';
import { confirmWideFind, type Detectors, SURE_SCORE, WIDE_SCORE } from './gate';
import { suppressOverlaps } from './overlap';
import { largestFirst, levellingTurns, quickFinds, tileFinds, wideFinds } from './search';

/** A tile smaller than this would show the detector nothing but enlarged noise. */
const SMALLEST_TILE_PX = 96;

/** Short-range model on the reduced copy alone: what is large and upright. */
export async function findAtOnce(raster: Raster, detectors: Detectors): Promise<DetectedFace | undefined> {
  const face = await quickSearch(0)(raster, detectors);
  return face && uprightLook(face, raster, detectors);
}

/**
 * The largest face of a picture, or undefined. Looks at a reduced copy first; only when nothing is there,
 * at the whole picture with the full-range model, at turned copies, and at ever smaller tiles. Before it says that nobody is there,
 * it takes the first of the faces that `findAll` finds: a face that one method finds is there for the other, too.
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
    const edge = Math.ceil(Math.max(raster.width, raster.height) / divisor);
    if (edge < SMALLEST_TILE_PX) break;
    const finds = await tileFinds(raster, detectors, { edge, overlap: 0.5 }, 0, signal);
    const face = await firstConfirmed(suppressOverlaps(finds), raster, detectors, SURE_SCORE);
    if (face !== undefined) return face;
  }
  return (await findAll(raster, detectors, signal))[0];
}

/**
 * The detector also finds faces that lie on their ear or stand on their head, but places their landmarks badly.
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

function turnsWorthALook(face: DetectedFace): readonly QuarterTurns[] {
  const turns = levellingTurns(face);
  if (turns !== 0) return [turns];
  return face.score < SURE_SCORE ? [1, 2, 3] : [];
}

type Search = (raster: Raster, detectors: Detectors) => Promise<DetectedFace | undefined>;

/** Short-range model on the reduced copy: the largest find that the gate believes. */
function quickSearch(turns: QuarterTurns): Search {
  return async (raster, detectors) => (await quickFinds(raster, detectors, turns).next()).value;
}

/** Full-range model on the whole picture. */
async function wideSearch(raster: Raster, detectors: Detectors): Promise<DetectedFace | undefined> {
  return firstConfirmed(await wideFinds(raster, detectors, 0), raster, detectors, WIDE_SCORE);
}

/** The largest of the full-range model's finds that the gate believes. */
async function firstConfirmed(
  finds: readonly DetectedFace[],
  raster: Raster,
  detectors: Detectors,
  enough: number,
): Promise<DetectedFace | undefined> {
  for (const find of largestFirst(finds, raster)) {
    const face = await confirmWideFind(find, raster, 0, detectors, enough);
    if (face !== undefined) return face;
  }
  return undefined;
}
