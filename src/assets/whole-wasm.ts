const MAGIC = [0, 0x61, 0x73, 0x6d];
/** Magic number and version. */
const HEADER_BYTES = 8;

/** What a file shows that is no WebAssembly module, or not the whole of one, which is sections to the last byte. */
export function wrongInWasm(bytes: Uint8Array): string | undefined {
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) return 'is no WebAssembly';
  let at = HEADER_BYTES;
  while (at < bytes.length) {
    at += 1; // the section's kind
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      size += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    at += size;
  }
  return at === bytes.length ? undefined : 'is cut off';
}
