import { mulberry32 } from '../../tools/random';

/** Rows made at once: the whole of 400,000 would be in memory twice. */
const AT_ONCE = 4096;

/** Unit vectors of random directions, the same for the same seed, a part at a time. */
export function* templates(
  rows: number,
  dimension: number,
  seed: number,
): Generator<Float32Array<ArrayBuffer>> {
  const next = mulberry32(seed);
  for (let done = 0; done < rows; done += AT_ONCE) {
    const part = new Float32Array(Math.min(AT_ONCE, rows - done) * dimension);
    for (let at = 0; at < part.length; at += dimension) {
      let squares = 0;
      for (let k = at; k < at + dimension; k++) {
        part[k] = next() + next() - 1;
        squares += part[k] * part[k];
      }
      const length = Math.sqrt(squares);
      for (let k = at; k < at + dimension; k++) part[k] /= length;
    }
    yield part;
  }
}
