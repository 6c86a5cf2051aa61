import { bytesOfBase64, bytesOfBinary, CODES, FaceError, LIMITS, standardBase64 } from '../../protocol';

/** What a text may begin with to be fetched: http, https, blob, or a path that says so. */
const ADDRESS = /^(?:https?:\/\/|blob:|\.{0,2}\/)/i;

/** How the base64 of a picture begins: JPEG, PNG, WebP, GIF, BMP; of AVIF and HEIF, whose first bytes are a length, what follows it. */
const PICTURE = /^(?:\/9j(?:\/|$)|iVBORw0KGgo|UklGR|R0lGOD|Qk[0-3]|[A-Za-z0-9+/]{6}Z0eX[A-D])/;

/** A path of so many characters that are all base64 is a picture's, of whatever format, and none that a server has. */
const LONGEST_PLAIN_PATH = 256;

/** Characters, line breaks included, that the bytes of a picture can have: what is longer is not decoded first. */
const LONGEST_BASE64 = LIMITS.imageBytes * 1.4;

/**
 * A picture that came as text: a `data:` URL or base64 is decoded here, an address is left to be fetched.
 * What may be a picture's bytes is never taken for an address: the base64 of every JPEG begins like a path, and a server's
 * log would keep the photo.
 * Throws FaceError −1102 for base64 that is cut off, damaged or too large, −1308 for an address that is not a URL, −1400 for other text.
 */
export function pictureOfText(text: string): Blob | { readonly url: string } {
  const trimmed = text.trim();
  if (/^data:/i.test(trimmed)) return blobOfDataUrl(trimmed);
  if (isBase64OfPicture(trimmed)) return blobOfBase64(trimmed);
  if (ADDRESS.test(trimmed)) return { url: toAbsolute(trimmed) };
  throw new FaceError(
    CODES.NOT_A_PICTURE,
    `"${shorten(trimmed)}" is not a picture: give base64 of a JPEG, PNG, WebP, AVIF, BMP or GIF, a data: URL, ` +
      'an absolute URL (https://…), or a path that begins with /, ./ or ../',
    { kind: 'text' },
  );
}

function isBase64OfPicture(text: string): boolean {
  if (PICTURE.test(standardBase64(text.slice(0, 64)))) return true;
  return text.length >= LONGEST_PLAIN_PATH && text.startsWith('/') && /^[A-Za-z0-9+/\s]+={0,2}$/.test(text);
}

function blobOfDataUrl(text: string): Blob {
  const comma = text.indexOf(',');
  if (comma < 0)
    throw new FaceError(CODES.NOT_A_PICTURE, 'the data: URL has no comma before its bytes', {
      kind: 'text',
    });
  const payload = text
    .slice(comma + 1)
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const isBase64 = /;\s*base64\s*$/i.test(text.slice(0, comma));
  return isBase64 ? blobOfBase64(payload) : new Blob([bytesOfBinary(payload)]);
}

function blobOfBase64(text: string): Blob {
  if (text.length > LONGEST_BASE64) {
    throw new FaceError(
      CODES.UNDECODABLE,
      `a picture may have ${LIMITS.imageBytes} bytes; this text holds more`,
      { kind: 'too_large' },
    );
  }
  try {
    return new Blob([bytesOfBase64(text)]);
  } catch (cause) {
    throw new FaceError(
      CODES.UNDECODABLE,
      'the picture’s base64 text is cut off or damaged; an address that begins like a picture must be absolute',
      { kind: 'damaged', cause },
    );
  }
}

function toAbsolute(address: string): string {
  if (address.length > LIMITS.addressLength) {
    throw new FaceError(
      CODES.NOT_A_PICTURE,
      `"${shorten(address)}" has ${address.length} characters; an address may have ${LIMITS.addressLength}`,
      { kind: 'text' },
    );
  }
  try {
    return new URL(address, globalThis.document?.baseURI ?? globalThis.location?.href).href;
  } catch (cause) {
    throw new FaceError(CODES.DOWNLOAD_FAILED, `"${shorten(address)}" is not a URL`, {
      kind: 'address',
      cause,
    });
  }
}

/** Messages end up in logs, where no photo belongs. */
function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
