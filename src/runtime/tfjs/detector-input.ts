import type { Pixels, Workspace } from '../../pixels';
import type { Scratch } from '../network';

/** What a detector sees of a picture: its input, and where that lies in the picture. */
export interface DetectorInput {
  /** `[size, size, 3]`, −1…1; −1 outside the picture. Valid until the memory's next use. */
  readonly values: Float32Array;
  /** Of the square that the input shows, px of the picture, which lies in its middle. */
  readonly edge: number;
  readonly left: number;
  readonly top: number;
}

/**
 * The picture in the middle of a square, scaled to `size` × `size`: sampled bilinearly at whole multiples of the step, as
 * TensorFlow's image.transform does it and the models were trained on. The package that brings the models does the same in
 * a dozen operations of several milliseconds.
 */
export function detectorInput(
  workspace: Workspace,
  memory: Scratch,
  picture: Pixels,
  size: number,
): DetectorInput {
  const { data, width, height } = picture;
  const edge = Math.max(width, height);
  const [left, top] = [(width - edge) / 2, (height - edge) / 2];
  workspace.begin();
  const from = workspace.put(data);
  const across = putAxis(workspace, left, edge / size, size, width);
  const down = putAxis(workspace, top, edge / size, size, height);
  const out = workspace.take(size * size * 12);
  workspace.kernels.input(from, width, size, across, down, out);
  const values = new Float32Array(memory.take(size * size * 12), 0, size * size * 3);
  values.set(workspace.floats(out, values.length));
  return { values, edge, left, top };
}

/**
 * The two pixels of each sample along one axis, then their weights: none outside the picture, which is black. The place, where the kernel
 * wants them.
 */
function putAxis(workspace: Workspace, start: number, step: number, count: number, limit: number): number {
  const axis = new ArrayBuffer(count * 24);
  const pixels = new Int32Array(axis, 0, 2 * count);
  const weights = new Float64Array(axis, 8 * count);
  const weigh = (at: number, pixel: number, weight: number) => {
    if (pixel < 0 || pixel >= limit) return;
    pixels[at] = pixel;
    weights[at] = weight;
  };
  for (let i = 0; i < count; i++) {
    const at = i * step + start;
    const pixel = Math.floor(at);
    weigh(i, pixel, 1 - (at - pixel));
    weigh(count + i, pixel + 1, at - pixel);
  }
  return workspace.put(new Uint8Array(axis));
}
