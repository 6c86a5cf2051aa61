import type { ChipInput } from '../protocol';
import type { Pixels } from '../runtime';
import type { SimilarityTransform } from './similarity-transform';

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
  const { size, channels, mean, scale } = input;
  const plane = size * size;
  const chip = new Float32Array(3 * plane);
  const { width, height } = source;
  const from = packed(source);
  // Where red, green and blue go.
  const [red, blue] = channels === 'RGB' ? [0, 2 * plane] : [2 * plane, 0];
  const [meanRed, meanGreen, meanBlue] = channels === 'RGB' ? mean : [mean[2], mean[1], mean[0]];
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const x = toSource.a * (u + 0.5) - toSource.b * (v + 0.5) + toSource.tx - 0.5;
      const y = toSource.b * (u + 0.5) + toSource.a * (v + 0.5) + toSource.ty - 0.5;
      const x0 = Math.floor(x);
      const y0 = Math.floor(y);
      const fx = x - x0;
      const fy = y - y0;
      // What is outside weighs nothing, and is not read.
      const left = x0 >= 0 && x0 < width ? 1 - fx : 0;
      const right = x0 >= -1 && x0 < width - 1 ? fx : 0;
      const top = y0 >= 0 && y0 < height ? 1 - fy : 0;
      const bottom = y0 >= -1 && y0 < height - 1 ? fy : 0;
      const at = y0 * width + x0;
      const a = top * left > 0 ? from[at] : 0;
      const b = top * right > 0 ? from[at + 1] : 0;
      const c = bottom * left > 0 ? from[at + width] : 0;
      const d = bottom * right > 0 ? from[at + width + 1] : 0;
      // One weight a pixel would be less work, but round another way than across and then down.
      const to = v * size + u;
      chip[red + to] = (mix(a, b, c, d, left, right, top, bottom) - meanRed) * scale;
      chip[plane + to] =
        (mix(a >>> 8, b >>> 8, c >>> 8, d >>> 8, left, right, top, bottom) - meanGreen) * scale;
      chip[blue + to] =
        (mix(a >>> 16, b >>> 16, c >>> 16, d >>> 16, left, right, top, bottom) - meanBlue) * scale;
    }
  }
  return chip;
}

/** The lowest bytes of four neighbours, weighed across and then down. */
function mix(
  a: number,
  b: number,
  c: number,
  d: number,
  left: number,
  right: number,
  top: number,
  bottom: number,
): number {
  return top * (left * (a & 255) + right * (b & 255)) + bottom * (left * (c & 255) + right * (d & 255));
}
