import type { Box, ChipInput } from '../../protocol';
import { type Raster, sampled } from '../raster';

/**
 * A part of the picture as a network's input `[1,3,size,size]`: NCHW, `(value − mean) · scale`. Each number lies between four neighbouring
 * pixels, and those between are skipped: so the networks were trained, and what a screen or a printer leaves is finer than a mean of many
 * pixels would show.
 */
export function inputOf(
  raster: Raster,
  region: Box,
  { size, channels, mean, scale }: ChipInput,
): Float32Array {
  const { data } = sampled(raster, region, size, size);
  const area = size * size;
  const input = new Float32Array(3 * area);
  for (let plane = 0; plane < 3; plane++) {
    const channel = channels === 'RGB' ? plane : 2 - plane;
    for (let i = 0; i < area; i++) input[plane * area + i] = (data[4 * i + channel] - mean[plane]) * scale;
  }
  return input;
}
