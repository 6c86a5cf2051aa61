import type { Pixels, Workspace } from '../../pixels';
import type { ChipInput } from '../../protocol';
import type { SimilarityTransform } from './similarity-transform';

/** Half the size, so many times, each pixel the mean of four; an odd last row or column is dropped. Opaque. */
export function halve(workspace: Workspace, { data, width, height }: Pixels, times = 1): Pixels {
  workspace.begin();
  const place = workspace.put(data);
  let size = { width, height };
  for (let i = 0; i < times; i++) {
    workspace.kernels.halve(place, size.width, size.height);
    size = { width: size.width >> 1, height: size.height >> 1 };
  }
  return { data: workspace.bytes(place, size.width * size.height * 4).slice(), ...size };
}

/**
 * Samples a square chip bilinearly. Coordinates are continuous: pixel i covers [i, i + 1), so its centre is
 * i + ½ on both sides. `toSource` maps chip to source coordinates. Outside the source is black.
 * Returns NCHW `[1,3,size,size]`, `(value − mean) · scale`, channels in the model's order.
 */
export function sampleChip(
  workspace: Workspace,
  source: Pixels,
  toSource: SimilarityTransform,
  input: ChipInput,
): Float32Array {
  const { size, channels, mean, scale } = input;
  const { a, b, tx, ty } = toSource;
  const plane = size * size;
  workspace.begin();
  const from = workspace.put(source.data);
  const chip = workspace.take(3 * plane * 4);
  const planes = [chip, chip + plane * 4, chip + 2 * plane * 4];
  const [red, green, blue] = channels === 'RGB' ? planes : planes.toReversed();
  const [meanRed, meanGreen, meanBlue] = channels === 'RGB' ? mean : mean.toReversed();
  workspace.kernels.chip(
    ...([from, source.width, source.height, size] as const),
    ...([a, b, tx, ty] as const),
    ...([red, green, blue] as const),
    ...([meanRed, meanGreen, meanBlue, scale] as const),
  );
  return workspace.floats(chip, 3 * plane).slice();
}
