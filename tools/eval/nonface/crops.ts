import type { Box } from '../../../src';
import { mulberry32 } from '../../random';

/** A part of a photo, enlarged. */
export interface Crop {
  readonly region: Box;
  readonly scale: number;
}

/** A face's box reaches from the brows to the chin: with this margin hair, ears and neck stay out of the crops. */
const MARGIN = 0.25;
const SHORTEST_PX = 28;
const LONGEST_PX = 200;
/** No crop is enlarged beyond this edge: the search takes its time with large pictures. */
const LARGEST_PICTURE_PX = 250;
const TRIES = 1000;

/** Up to `count` crops of a photo that touch no face, nor its margin. The same seed gives the same crops. */
export function backgroundCrops(
  size: { readonly width: number; readonly height: number },
  faces: readonly Box[],
  count: number,
  seed: number,
): Crop[] {
  const random = mulberry32(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const kept = faces.map(withMargin);
  const crops: Crop[] = [];
  for (let tries = 0; tries < TRIES && crops.length < count; tries++) {
    const width = between(SHORTEST_PX, LONGEST_PX);
    const height = between(SHORTEST_PX, LONGEST_PX);
    if (width > size.width || height > size.height) continue;
    const region = { x: between(0, size.width - width), y: between(0, size.height - height), width, height };
    if ([...kept, ...crops.map((crop) => crop.region)].some((box) => overlap(box, region))) continue;
    crops.push({
      region,
      scale: between(1, Math.max(1, Math.floor(LARGEST_PICTURE_PX / Math.max(width, height)))),
    });
  }
  return crops;
}

/** Larger by MARGIN of the longer edge on every edge. */
function withMargin({ x, y, width, height }: Box): Box {
  const by = MARGIN * Math.max(width, height);
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
