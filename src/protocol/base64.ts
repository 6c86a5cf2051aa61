/**
 * Bytes of base64 as clients send it: with line breaks, with or without padding, in either alphabet of RFC 4648.
 * Throws a DOMException when it is none.
 */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return bytesOfBinary(atob(standardBase64(text).replace(/=+$/, '')));
}

/** In the alphabet of RFC 4648, section 4, without line breaks. */
export function standardBase64(text: string): string {
  return text.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/');
}

/** Of a text whose characters are bytes. */
export function bytesOfBinary(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
