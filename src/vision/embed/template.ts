import { CODES, FaceError } from '../../protocol';

/** Scales to unit length, so that a dot product is the cosine. Throws FaceError −1103 `no_template` for zero or non-finite input. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const x of vector) sum += x * x;
  if (!(sum > 0 && Number.isFinite(sum))) {
    throw new FaceError(CODES.UNUSABLE_FACE, 'the face gave no template', { kind: 'no_template' });
  }
  const factor = 1 / Math.sqrt(sum);
  return vector.map((x) => x * factor);
}
