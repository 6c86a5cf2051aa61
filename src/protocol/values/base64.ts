/**
 * Bytes of base64 as clients send it: with line breaks, with or without padding, in either alphabet of RFC 4648.
 * Throws a DOMException when it is none.
 */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return bytesOfBinary(atob(withoutEnd(standardBase64(text), '=')));
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

/**
 * Without the characters of that kind at its end. A regular expression for it takes time with the square of the length in some
 * browsers, where many of them stand before another (Firefox 153).
 */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
