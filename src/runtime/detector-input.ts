import type { Pixels } from './network';
import { Scratch } from './scratch';

const memory = new Scratch();

/** What a detector sees of a picture: its input, and where that lies in the picture. */
export interface DetectorInput {
  /** `[size, size, 3]`, −1…1; −1 outside the picture. Valid until the next picture's. */
  readonly values: Float32Array;
  /** Of the square that the input shows, px of the picture, which lies in its middle. */
  readonly side: number;
  readonly left: number;
  readonly top: number;
}

/**
 * The picture in the middle of a square, scaled to `size` × `size`: sampled bilinearly at whole multiples of the step, as
 * TensorFlow's image.transform does it and the models were trained on. The package that brings the models does the same in
 * a dozen operations of several milliseconds.
 */
export function detectorInput(picture: Pixels, size: number): DetectorInput {
  const { data, width, height } = picture;
  const side = Math.max(width, height);
  const [left, top] = [(width - side) / 2, (height - side) / 2];
  const across = sampleAxis(left, side / size, size, width);
  const down = sampleAxis(top, side / size, size, height);
  const values = new Float32Array(memory.take(size * size * 12), 0, size * size * 3);
  let out = 0;
  for (let v = 0; v < size; v++) {
    const above = down.first[v] * width;
    const below = down.second[v] * width;
    const toAbove = down.toFirst[v];
    const toBelow = down.toSecond[v];
    for (let u = 0; u < size; u++) {
      const x0 = across.first[u];
      const x1 = across.second[u];
      const toLeft = across.toFirst[u];
      const toRight = across.toSecond[u];
      const a = (above + x0) * 4;
      const b = (above + x1) * 4;
      const c = (below + x0) * 4;
      const d = (below + x1) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const upper = data[a + channel] * toLeft + data[b + channel] * toRight;
        const lower = data[c + channel] * toLeft + data[d + channel] * toRight;
        values[out++] = (upper * toAbove + lower * toBelow) / 127.5 - 1;
      }
    }
  }
  return { values, side, left, top };
}

/** The two pixels of each sample along one axis, and their weights: none outside the picture, which is black. */
function sampleAxis(start: number, step: number, count: number, limit: number) {
  const axis = {
    first: new Int32Array(count),
    second: new Int32Array(count),
    toFirst: new Float64Array(count),
    toSecond: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const at = i * step + start;
    const pixel = Math.floor(at);
    const inside = (index: number) => index >= 0 && index < limit;
    if (inside(pixel)) {
      axis.first[i] = pixel;
      axis.toFirst[i] = 1 - (at - pixel);
    }
    if (inside(pixel + 1)) {
      axis.second[i] = pixel + 1;
      axis.toSecond[i] = at - pixel;
    }
  }
  return axis;
}
