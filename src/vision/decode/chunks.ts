/** A chunk of a PNG file or of a RIFF container. */
export interface Chunk {
  /** Four characters. */
  readonly type: string;
  /** What the file has of it: a chunk may say that it is longer than the file. */
  readonly data: Uint8Array;
}

/** The chunks of a PNG file: length, type, data, checksum. Ends where the file is cut off. */
export function* pngChunks(bytes: Uint8Array): Generator<Chunk, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const size = view.getUint32(at);
    yield { type: fourCC(bytes, at + 4), data: bytes.subarray(at + 8, at + 8 + size) };
    at += 12 + size;
  }
}

/** The chunks of a RIFF container, of even length each: type, length, data. Ends where the file is cut off. */
export function* riffChunks(bytes: Uint8Array): Generator<Chunk, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    yield { type: fourCC(bytes, at), data: bytes.subarray(at + 8, at + 8 + size) };
    at += 8 + size + (size & 1);
  }
}

export function fourCC(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
