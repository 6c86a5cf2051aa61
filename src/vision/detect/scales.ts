import type { Box } from '../../protocol';
import type { Scale } from './tiles';

/**
 * Tiles to the square root of the picture's area, coarse to fine. Measured by area, not by the long edge, a
 * panorama gets no coarser tiles than a square picture, and hardly more of them (docs/decisions/007).
 */
const TILES_TO_ROOT_AREA = [1.6, 3.25, 4.75];
/** No tile is smaller than this part of the long edge, which bounds the tiles of a strip. */
const SMALLEST_PART_OF_LONG_EDGE = 1 / 16;
/** A face up to this part of a tile is whole on one of them; larger ones are seen on coarser tiles. */
const OVERLAP = 0.25;
/**
 * Tiles show nearly all faces from a twelfth of their edge on, 16 px of the detector's input. When the smallest face
 * found is half as large again as that, smaller ones would have been among the finds: finer tiles bring nothing.
 */
const LARGE_PART = 1 / 8;
/** The same for the whole picture, where a lone face says less about the others: this is a portrait. */
const PORTRAIT_PART = 1 / 3;
/** Scales without any find after which the search ends. */
const EMPTY_SCALES = 3;

/**
 * The scales to search a picture with, coarse to fine; the first is the whole picture, four at most. Ends where
 * tiles are shown without reduction: finer ones would bring up faces that are too small to count.
 * `inputPx` is the edge of the detector's input.
 */
export function scalesOf(width: number, height: number, inputPx: number): Scale[] {
  const longEdge = Math.max(width, height);
  const scales: Scale[] = [{ edge: longEdge, overlap: OVERLAP }];
  for (const times of TILES_TO_ROOT_AREA) {
    const coarser = scales[scales.length - 1].edge;
    const edge = Math.ceil(
      Math.max(Math.sqrt(width * height) / times, longEdge * SMALLEST_PART_OF_LONG_EDGE),
    );
    if (coarser <= inputPx || edge >= coarser) break;
    scales.push({ edge, overlap: OVERLAP });
  }
  return scales;
}

/** Would finer tiles show more than these boxes, all that was found down to scale number `done` (from 0)? */
export function finerPays(boxes: readonly Box[], done: number, { edge }: Scale): boolean {
  if (boxes.length === 0) return done + 1 < EMPTY_SCALES;
  const smallest = Math.min(...boxes.map(({ width, height }) => Math.max(width, height)));
  return smallest < edge * (done === 0 ? PORTRAIT_PART : LARGE_PART);
}
