import type { ChipInput } from '../protocol';
import type { SimilarityTransform } from './similarity-transform';

/** RGBA, 8 bits a channel, row by row: what ImageData is, without the DOM. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Channels of a packed pixel: red and blue have room above them to be summed in one number. */
export const OUTER = 0xff00ff;
export const GREEN = 0xff00;
export const OPAQUE = 0xff000000;

/** The same memory, a pixel a number: 0xAABBGGRR, on the little-endian machines that browsers run on. */
export function packed({ data, width, height }: Pixels): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, width * height);
}

/** Half the size, each pixel the mean of four; an odd last row or column is dropped. Opaque. */
export function halve(source: Pixels): Pixels {
  const width = source.width >> 1;
  const height = source.height >> 1;
  const from = packed(source);
  const to = new Uint32Array(width * height);
  const stride = source.width;
  for (let y = 0; y < height; y++) {
    let at = y * 2 * stride;
    const end = (y + 1) * width;
    for (let i = y * width; i < end; i++, at += 2) {
      const a = from[at];
      const b = from[at + 1];
      const c = from[at + stride];
      const d = from[at + stride + 1];
      const outer = (a & OUTER) + (b & OUTER) + (c & OUTER) + (d & OUTER) + 0x20002;
      const green = (a & GREEN) + (b & GREEN) + (c & GREEN) + (d & GREEN) + 0x200;
      to[i] = ((outer >>> 2) & OUTER) | ((green >>> 2) & GREEN) | OPAQUE;
    }
  }
  return { data: new Uint8ClampedArray(to.buffer), width, height };
}

/**
 * Samples a square chip bilinearly. Coordinates are continuous: pixel i covers [i, i + 1), so its centre is
 * i + ½ on both sides. `toSource` maps chip to source coordinates. Outside the source is black.
 * Returns NCHW `[1,3,size,size]`, `(value − mean) · scale`, channels in the model's order.
 */
export function sampleChip(source: Pixels, toSource: SimilarityTransform, input: ChipInput): Float32Array {
  const { size, mean, scale } = input;
  const plane = size * size;
  const chip = new Float32Array(3 * plane);
  const { data, width, height } = source;
  const order = input.channels === 'RGB' ? [0, 1, 2] : [2, 1, 0];
  const stride = width * 4;
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const x = toSource.a * (u + 0.5) - toSource.b * (v + 0.5) + toSource.tx - 0.5;
      const y = toSource.b * (u + 0.5) + toSource.a * (v + 0.5) + toSource.ty - 0.5;
      const x0 = Math.floor(x);
      const y0 = Math.floor(y);
      const fx = x - x0;
      const fy = y - y0;
      const inLeft = x0 >= 0 && x0 < width ? 1 - fx : 0;
      const inRight = x0 >= -1 && x0 < width - 1 ? fx : 0;
      const inTop = y0 >= 0 && y0 < height ? 1 - fy : 0;
      const inBottom = y0 >= -1 && y0 < height - 1 ? fy : 0;
      const at = y0 * stride + x0 * 4;
      const to = v * size + u;
      for (let c = 0; c < 3; c++) {
        const i = at + order[c];
        let value = 0;
        if (inTop > 0) value += inTop * blend(data, i, inLeft, inRight);
        if (inBottom > 0) value += inBottom * blend(data, i + stride, inLeft, inRight);
        chip[c * plane + to] = (value - mean[c]) * scale;
      }
    }
  }
  return chip;
}

/** Two neighbours of a row; a weight of zero stands for a neighbour outside, whose index may be outside too. */
function blend(data: Uint8ClampedArray, i: number, left: number, right: number): number {
  return (left > 0 ? left * data[i] : 0) + (right > 0 ? right * data[i + 4] : 0);
}
