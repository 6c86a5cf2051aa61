import type { Pixels } from '../../pixels';
import type { Box } from '../../protocol';
import type { Raster } from './raster';
import { resize } from './resize';

/** Pixels that are read, a row and a column, for each that is wanted: which of more lie nearest makes no difference to anybody. */
const MOST_READ = 8;

/**
 * `region` (px) scaled to `width` × `height` as image libraries do it by default: each pixel is interpolated between its four neighbours, and
 * those between are skipped where it is reduced. `Raster.copy` blends them.
 */
export function sampled(raster: Raster, region: Box, width: number, height: number): Pixels {
  const reduction = Math.min(region.width / width, region.height / height);
  const patch = raster.pick(region, Math.max(1, Math.floor(reduction / MOST_READ)));
  return resize(raster.arena.workspace, patch, raster, region, width, height, 0, 0);
}
