import type { Bytes } from '../../protocol';

/** A tombstone, and whatever else has no face. */
const LEAST = 512;
/** A person with one face of 192 numbers. Sizes between the two would tell who was deleted from who has no face, and nothing else. */
const PERSON = 2048;

/**
 * Bytes of a body's size class: 512, 2048, and then powers of two, so that the server learns the number of faces only to a factor of two. It is
 * `length` more than the body, by 4 bytes at least.
 */
function classOf(length: number): number {
  if (length + 4 <= LEAST) return LEAST;
  let size = PERSON;
  while (size < length + 4) size *= 2;
  return size;
}

/** u32 little endian length, the body, zeros. */
export function pad(body: Uint8Array): Bytes {
  const padded = new Uint8Array(classOf(body.length));
  new DataView(padded.buffer).setUint32(0, body.length, true);
  padded.set(body, 4);
  return padded;
}

/** Throws where `pad` did not make it. */
export function unpad(padded: Bytes): Bytes {
  const length = new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getUint32(0, true);
  if (length + 4 > padded.length) throw new RangeError('no padded body');
  return padded.slice(4, 4 + length);
}
