import type { Workspace } from '../../pixels';
import type { AlignmentPoints, AlignmentTemplate, DetectedFace, EmbedderEntry } from '../../protocol';
import { fitTemplate, invert, type SimilarityTransform } from '../raster';

/** Luminance 0…255, row by row. */
export interface Grey {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** A face's luminance at the same size and upright, whatever model its chip was made for. */
export interface QualityGrid {
  /** Where the face reaches out of the picture, its border is repeated. */
  readonly grey: Grey;
  /** The same without the repeated part, ascending. */
  readonly inside: Float32Array;
}

/** Distance of the eyes on the grid, px: less than in any embedder's chip, which is what it is sampled from. */
export const EYES_PX = 32;
/** From above the brows to below the mouth and from cheek to cheek, px. */
const WIDTH = 56;
const HEIGHT = 64;
/** The mouth lies 1.07 eye distances below the eyes in the mean face (docs/decisions/006). */
const ON_GRID: AlignmentTemplate = {
  version: 'quality',
  points: {
    rightEye: [(WIDTH - EYES_PX) / 2, 20],
    leftEye: [(WIDTH + EYES_PX) / 2, 20],
    mouthCenter: [WIDTH / 2, 20 + 1.07 * EYES_PX],
  },
};

/**
 * Samples the grid from the chip that `align` cut for this face, these points and this entry; `size` is that of the upright picture, px.
 * Each pixel is the mean of four places: at one alone some of the chip's would be skipped.
 * Throws Unalignable when eyes and mouth are one point.
 */
export function sampleGrid(
  workspace: Workspace,
  chip: Float32Array,
  { landmarks }: DetectedFace,
  points: AlignmentPoints,
  size: { readonly width: number; readonly height: number },
  { input, alignment }: EmbedderEntry,
): QualityGrid {
  const toPicture = invert(fitTemplate(landmarks, ON_GRID));
  const toChip = fitTemplate(points, alignment);
  // A chip's pixel at the border is mixed with the black around the picture.
  const border = 0.5 + 1 / Math.hypot(toChip.a, toChip.b);
  workspace.begin();
  const grey = putLuminance(workspace, chip, input);
  const [all, inside] = [workspace.take(WIDTH * HEIGHT * 4), workspace.take(WIDTH * HEIGHT * 4)];
  const count = workspace.kernels.sample(
    ...([grey, input.size, WIDTH, HEIGHT, all, inside] as const),
    ...numbersOf(toPicture),
    ...([border, size.width, size.height] as const),
    ...numbersOf(toChip),
  );
  return {
    grey: { data: workspace.floats(all, WIDTH * HEIGHT).slice(), width: WIDTH, height: HEIGHT },
    inside: workspace.floats(inside, count).slice().sort(),
  };
}

function numbersOf({ a, b, tx, ty }: SimilarityTransform) {
  return [a, b, tx, ty] as const;
}

/** The place of a chip's ITU-R BT.601 luminance, `(value − mean) · scale` undone. */
function putLuminance(
  workspace: Workspace,
  chip: Float32Array,
  { size, channels, mean, scale }: EmbedderEntry['input'],
): number {
  const weights = channels === 'RGB' ? [0.299, 0.587, 0.114] : [0.114, 0.587, 0.299];
  const [a, b, c] = weights.map((weight) => weight / scale);
  const black = weights.reduce((sum, weight, i) => sum + weight * mean[i], 0);
  const planes = workspace.put(chip);
  const grey = workspace.take(size * size * 4);
  workspace.kernels.luminance(planes, size * size, a, b, c, black, grey);
  return grey;
}
