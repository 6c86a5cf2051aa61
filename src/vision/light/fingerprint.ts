import type { Raster } from '../raster';

/** Pixels along the longer edge that count, at least: noise changes some of them from one frame of a camera to the next. */
const LEAST_PX = 320;

/** Multipliers of two hashes that know nothing of each other (FNV-1a's prime, and Murmur's first constant). */
const [ONE, OTHER] = [0x01000193, 0xcc9e2d51];

/** A whole number below 2⁵³ of every n-th pixel of a frame. Equal frames have the same; of a million others, two do once in 10⁴ times. */
export function fingerprintOf(raster: Raster): number {
  const { width, height } = raster;
  const stride = Math.max(1, Math.floor(Math.max(width, height) / LEAST_PX));
  const { data } = raster.pick({ x: 0, y: 0, width, height }, stride).pixels;
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  let [a, b] = [0x811c9dc5, words.length];
  for (const word of words) {
    a = Math.imul(a ^ word, ONE);
    // The lower bits of a product know nothing of the upper ones.
    a ^= a >>> 15;
    b = Math.imul(b ^ word, OTHER);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 2 ** 21 + (b >>> 11);
}
