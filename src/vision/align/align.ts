import type { Pixels } from '../../pixels';
import type { AlignmentPoints, AlignmentTemplate, Box, ChipInput, Point } from '../../protocol';
import {
  apply,
  fitTemplate,
  halve,
  invert,
  type Raster,
  type SimilarityTransform,
  sampleChip,
} from '../raster';

/** Pixels that are read, a row and a column, for each pixel of the model's input: more would cost time and change nothing. */
const READ_PER_PIXEL = 4;

/** What a network wants to see of a face. */
interface Chip {
  readonly input: ChipInput;
  readonly alignment: AlignmentTemplate;
}

/**
 * Cuts the face out of the picture, turned and scaled onto the model's alignment template.
 * Returns the model's input `[1,3,size,size]`: NCHW, `(value − mean) · scale`, black outside the picture.
 */
export function align(raster: Raster, points: AlignmentPoints, { input, alignment }: Chip): Float32Array {
  return cutOut(raster, fitTemplate(points, alignment), input);
}

/** The same where it is known how the picture lies in the model's input. */
export function cutOut(raster: Raster, toChip: SimilarityTransform, input: ChipInput): Float32Array {
  const { workspace } = raster.arena;
  const { size } = input;
  const toPicture = invert(toChip);
  const region = coveredRegion(toPicture, size, raster);
  const stride = Math.floor(Math.min(region.width, region.height) / (READ_PER_PIXEL * size));
  const patch = raster.pick(region, Math.max(1, stride));
  const toPatch = scaleDown(shift(toPicture, -patch.x, -patch.y), patch.reduction);
  // Halving first keeps every source pixel in the average; bilinear sampling alone would skip most of them.
  const halvings = halvingsFor(toPatch, patch.pixels);
  const source = halvings === 0 ? patch.pixels : halve(workspace, patch.pixels, halvings);
  return sampleChip(workspace, source, scaleDown(toPatch, 2 ** halvings), input);
}

function halvingsFor({ a, b }: SimilarityTransform, { width, height }: Pixels): number {
  const scale = Math.hypot(a, b);
  let times = 0;
  while (scale > 1.5 * 2 ** times && Math.min(width, height) >> times > 2) times += 1;
  return times;
}

/** The part of the picture under the chip, with a pixel of margin for interpolation; never empty. */
function coveredRegion(toPicture: SimilarityTransform, size: number, raster: Raster): Box {
  const corners: Point[] = [
    { x: 0, y: 0 },
    { x: size, y: 0 },
    { x: 0, y: size },
    { x: size, y: size },
  ].map((corner) => apply(toPicture, corner));
  const [left, right] = span(
    corners.map((p) => p.x),
    raster.width,
  );
  const [top, bottom] = span(
    corners.map((p) => p.y),
    raster.height,
  );
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function span(values: readonly number[], limit: number): [low: number, high: number] {
  const low = Math.min(limit - 1, Math.max(0, Math.floor(Math.min(...values)) - 1));
  const high = Math.max(low + 1, Math.min(limit, Math.ceil(Math.max(...values)) + 1));
  return [low, high];
}

function shift(t: SimilarityTransform, dx: number, dy: number): SimilarityTransform {
  return { a: t.a, b: t.b, tx: t.tx + dx, ty: t.ty + dy };
}

function scaleDown(t: SimilarityTransform, by: number): SimilarityTransform {
  return { a: t.a / by, b: t.b / by, tx: t.tx / by, ty: t.ty / by };
}
