/** Dot product of two vectors of equal length; the cosine when both have unit length. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} numbers`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Of two vectors of equal length, however long; NaN where one has no length. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/** Most that a sum of 32-bit products may differ from one in 64 bits: n·2^-24·Σ|aᵢbᵢ| (Higham 2002, 3.5), doubled. */
export function roundingOf(dimension: number): number {
  return dimension * 2 ** -23;
}
