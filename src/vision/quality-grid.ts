import type { AlignmentPoints, AlignmentTemplate, DetectedFace, EmbedderEntry, Point } from '../protocol';
import { Scratch } from '../runtime';
import { apply, fitTemplate, invert } from './similarity-transform';

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
/** Samples of a grid pixel, of its side: without them the grid would skip pixels of the chip. */
const OFFSETS = [0.25, 0.75];

/**
 * Samples the grid from the chip that `align` cut for this face, these points and this entry; `size` is that of the upright picture, px.
 * Throws RangeError when eyes and mouth are one point.
 */
export function sampleGrid(
  chip: Float32Array,
  { landmarks }: DetectedFace,
  points: AlignmentPoints,
  size: { readonly width: number; readonly height: number },
  { input, alignment }: EmbedderEntry,
): QualityGrid {
  const toPicture = invert(fitTemplate(landmarks, ON_GRID));
  const toChip = fitTemplate(points, alignment);
  const source = luminance(chip, input);
  // A chip's pixel at the border is mixed with the black around the picture.
  const border = 0.5 + 1 / Math.hypot(toChip.a, toChip.b);
  const data = new Float32Array(WIDTH * HEIGHT);
  const inside = new Float32Array(data.length);
  let count = 0;
  for (let v = 0; v < HEIGHT; v++) {
    for (let u = 0; u < WIDTH; u++) {
      let sum = 0;
      let repeated = false;
      for (const dy of OFFSETS) {
        for (const dx of OFFSETS) {
          const at = apply(toPicture, { x: u + dx, y: v + dy });
          const x = clamp(at.x, border, size.width - border);
          const y = clamp(at.y, border, size.height - border);
          repeated ||= x !== at.x || y !== at.y;
          sum += bilinear(source, apply(toChip, { x, y }));
        }
      }
      const mean = sum / (OFFSETS.length * OFFSETS.length);
      data[v * WIDTH + u] = mean;
      if (!repeated) inside[count++] = mean;
    }
  }
  return { grey: { data, width: WIDTH, height: HEIGHT }, inside: inside.subarray(0, count).sort() };
}

const memory = new Scratch();

/** ITU-R BT.601 luminance of a chip, `(value − mean) · scale` undone. */
function luminance(chip: Float32Array, { size, channels, mean, scale }: EmbedderEntry['input']): Grey {
  const plane = size * size;
  const data = new Float32Array(memory.take(plane * 4), 0, plane);
  const weights = channels === 'RGB' ? [0.299, 0.587, 0.114] : [0.114, 0.587, 0.299];
  const [a, b, c] = weights.map((weight) => weight / scale);
  const black = weights.reduce((sum, weight, i) => sum + weight * mean[i], 0);
  for (let i = 0; i < plane; i++) {
    data[i] = black + a * chip[i] + b * chip[plane + i] + c * chip[2 * plane + i];
  }
  return { data, width: size, height: size };
}

/** Pixel i covers [i, i + 1); beyond the border it is repeated. */
function bilinear({ data, width, height }: Grey, { x, y }: Point): number {
  const px = clamp(x - 0.5, 0, width - 1.001);
  const py = clamp(y - 0.5, 0, height - 1.001);
  const left = Math.floor(px);
  const above = Math.floor(py);
  const at = above * width + left;
  // Not px % 1, which costs as much as all the rest.
  const fx = px - left;
  const top = data[at] + fx * (data[at + 1] - data[at]);
  const bottom = data[at + width] + fx * (data[at + width + 1] - data[at + width]);
  return top + (py - above) * (bottom - top);
}

/** In a picture smaller than its own borders, the middle. */
function clamp(value: number, low: number, high: number): number {
  return low > high ? (low + high) / 2 : Math.min(high, Math.max(low, value));
}
