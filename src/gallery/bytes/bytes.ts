const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function jsonBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(value));
}

/** Of bytes that this gallery wrote: whoever calls has checked their seal. */
export function fromJsonBytes<T>(bytes: Uint8Array): T {
  return JSON.parse(decoder.decode(bytes)) as T;
}

/** JSON and numbers in one block: u32 little endian length of the JSON, the JSON, zeros up to a multiple of 4, the numbers. */
export function packNumbers(value: unknown, numbers: Float32Array): Uint8Array<ArrayBuffer> {
  const json = jsonBytes(value);
  const start = 4 + Math.ceil(json.length / 4) * 4;
  const bytes = new Uint8Array(start + numbers.byteLength);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, 4);
  new Float32Array(bytes.buffer, start).set(numbers);
  return bytes;
}

/** The numbers are a view of `bytes`, which must begin at its buffer's start. */
export function unpackNumbers<T>(bytes: Uint8Array<ArrayBuffer>): {
  value: T;
  numbers: Float32Array<ArrayBuffer>;
} {
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const value = fromJsonBytes<T>(bytes.subarray(4, 4 + length));
  return { value, numbers: new Float32Array(bytes.buffer, 4 + Math.ceil(length / 4) * 4) };
}

/** One after another. */
export function concatenate(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
