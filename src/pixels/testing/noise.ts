import { mulberry32 } from '../../../tools/random';
import type { Pixels } from '..';

/** Any pixels, also transparent ones; the same each time. */
export function noise(width: number, height: number): Pixels {
  const next = mulberry32(width * 1000 + height);
  return { data: Uint8ClampedArray.from({ length: width * height * 4 }, () => next() * 256), width, height };
}
