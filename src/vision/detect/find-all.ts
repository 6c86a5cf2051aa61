import type { DetectedFace } from '../../protocol';
import type { QuarterTurns, Raster } from '../raster';
import { breathe } from './breathe';
import { confirmWideFind, type Detectors, SURE_SCORE } from './gate';
import { showSameFace, suppressOverlaps } from './overlap';
import { finerPays, scalesOf } from './scales';
import {
  FULL_RANGE_PX,
  largestFirst,
  levellingTurns,
  quickFinds,
  SMALLEST_FACE_PX,
  tileFinds,
} from './search';
import type { Scale } from './tiles';

/** Scales that are searched before it is decided which way up the picture is. */
const COARSE_SCALES = 2;

/** What was found in the picture turned clockwise by so many quarters. */
interface Finds {
  readonly turns: QuarterTurns;
  /** Of the short-range model: the gate believes them, their landmarks are good. */
  readonly quick: readonly DetectedFace[];
  /** Of the full-range model: one face may come several times, and not everything is one. */
  readonly tiled: readonly DetectedFace[];
  /** How many scales were searched, from the coarsest on. */
  readonly scales: number;
}

/**
 * All faces of a picture, the largest visible first; an empty list when there is none. Searches the whole picture
 * and then ever finer tiles, as long as finer ones can show more. Where no face is certain, turned copies are
 * tried, and the first one that shows a certain face is searched instead.
 * Tiles are relative to the picture's size, and never more than 110 (docs/decisions/007).
 */
export async function findAll(
  raster: Raster,
  detectors: Detectors,
  signal: AbortSignal,
): Promise<DetectedFace[]> {
  if (Math.min(raster.width, raster.height) < SMALLEST_FACE_PX) return [];
  const scales = scalesOf(raster.width, raster.height, FULL_RANGE_PX);
  const search = async (turns: QuarterTurns) => {
    const quick = await quickFaces(raster, detectors, turns, signal);
    const begun: Finds = { turns, quick, tiled: [], scales: 0 };
    return searchScales(begun, scales.slice(0, COARSE_SCALES), raster, detectors, signal);
  };
  let chosen = await search(0);
  for (const turns of [1, 3, 2] as const) {
    if (isCertain(chosen)) break;
    const other = await search(turns);
    if (isCertain(other)) chosen = other;
  }
  const finds = await searchScales(chosen, scales, raster, detectors, signal);
  return largestFirst(await settle(finds, raster, detectors, signal), raster);
}

function isCertain({ quick, tiled }: Finds): boolean {
  return [...quick, ...tiled].some(({ score }) => score >= SURE_SCORE);
}

async function quickFaces(
  raster: Raster,
  detectors: Detectors,
  turns: QuarterTurns,
  signal: AbortSignal,
): Promise<DetectedFace[]> {
  const faces: DetectedFace[] = [];
  await breathe(signal);
  for await (const face of quickFinds(raster, detectors, turns)) {
    faces.push(face);
    await breathe(signal);
  }
  return faces;
}

/** Goes through the scales that were not searched yet, until a finer one would not pay. */
async function searchScales(
  begun: Finds,
  scales: readonly Scale[],
  raster: Raster,
  detectors: Detectors,
  signal: AbortSignal,
): Promise<Finds> {
  let finds = begun;
  for (const scale of scales.slice(begun.scales)) {
    const { turns, quick, tiled, scales: done } = finds;
    const boxes = [...quick, ...tiled].map(({ box }) => box);
    if (done > 0 && !finerPays(boxes, done - 1, scales[done - 1])) break;
    const more = await tileFinds(raster, detectors, scale, turns, signal);
    finds = { ...finds, tiled: [...tiled, ...more], scales: done + 1 };
  }
  return finds;
}

/** One entry a face, with landmarks that are good enough for a template. */
async function settle(
  { turns, quick, tiled }: Finds,
  raster: Raster,
  detectors: Detectors,
  signal: AbortSignal,
): Promise<DetectedFace[]> {
  const certain = suppressOverlaps(quick);
  const faces: DetectedFace[] = [];
  for (const find of [...certain, ...suppressOverlaps(tiled)]) {
    await breathe(signal);
    const known = certain.includes(find);
    if (!known && certain.some(({ box }) => showSameFace(box, find.box))) continue;
    const face = known ? find : await confirmWideFind(find, raster, turns, detectors);
    if (face !== undefined) faces.push(await levelLook(face, raster, turns, detectors));
  }
  // Two finds on one face may have come closer.
  return suppressOverlaps(faces);
}

/** A face that lies while the picture stands has good landmarks only when it is looked at upright. */
async function levelLook(
  face: DetectedFace,
  raster: Raster,
  turns: QuarterTurns,
  detectors: Detectors,
): Promise<DetectedFace> {
  const level = levellingTurns(face);
  if (level === turns) return face;
  const other = await confirmWideFind(face, raster, level, detectors);
  return other !== undefined && other.score > face.score ? other : face;
}
