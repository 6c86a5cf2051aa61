import { imageSize } from 'image-size';
import { CODES, FaceError, LIMITS } from '../../protocol';
import { countGifFrames, countPngFrames, countWebpFrames, type Frames, measureIsoImage } from './animation';
import { type JpegNeeds, measureJpeg } from './jpeg';

type Size = Pick<Frames, 'width' | 'height'>;

/** Measured by our own reading of the file alone, which follows decoders where others guess. */
const OWN_MEASURE = ['image/jpeg', 'image/avif', 'image/heif'];

/** Passes over a JPEG picture times its pixels: a decoder goes through some two thousand million a second. */
const MOST_SCANNED = 2e9;

/** What the header of an encoded picture says, before anything is decoded. */
export interface ImageHeader {
  readonly mime: string;
  /** As stored, before EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** Of a JPEG file. */
  readonly jpeg?: JpegNeeds;
}

/** First bytes of each format, as Latin-1; a dot stands for any byte. */
const SIGNATURES: readonly (readonly [mime: string, start: RegExp])[] = [
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/png', /^\x89PNG\r\n.\n/s],
  ['image/webp', /^RIFF....WEBP/s],
  ['image/gif', /^GIF8[79]a/],
  ['image/bmp', /^BM/],
  ['image/avif', /^....ftypavi[fs]/s],
  ['image/heif', /^....ftyp(hei[cfmsx]|hev[cx]|mif1|msf1)/s],
];

/**
 * Reads type, size and frame count of encoded bytes.
 * Throws FaceError: −1300 no bytes, −1400 not a picture format for faces or more than one frame,
 * −1102 more pixels than LIMITS.imagePixels, of JPEG than LIMITS.reducedPixels, a header that makes no sense, or a file that costs much more to read than a photo.
 */
export function readHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) throw new FaceError(CODES.EMPTY_PICTURE, 'the picture has no bytes');
  const mime = identify(bytes);
  const jpeg = mime === 'image/jpeg' ? measureScans(bytes) : undefined;
  const frames = jpeg ? { count: 1, ...jpeg } : countFrames(bytes, mime);
  if (frames.count > 1) {
    throw new FaceError(
      CODES.NOT_A_PICTURE,
      `the picture is animated (${frames.count} frames or more); give one frame`,
      { kind: 'animated' },
    );
  }
  const { width, height } = OWN_MEASURE.includes(mime) ? frames : largest(frames, measure(bytes));
  if (!(width > 0 && height > 0))
    throw new FaceError(CODES.UNDECODABLE, `the picture says it is ${width}×${height}`, { kind: 'damaged' });
  const most = jpeg ? LIMITS.reducedPixels : LIMITS.imagePixels;
  if (width * height > most) throw tooLarge({ width, height }, most);
  return { mime, width, height, ...(jpeg ? { jpeg } : {}) };
}

function identify(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  const mime = SIGNATURES.find(([, signature]) => signature.test(start))?.[0];
  if (mime !== undefined) return mime;
  throw new FaceError(CODES.NOT_A_PICTURE, 'not a JPEG, PNG, WebP, AVIF, BMP or single-frame GIF picture', {
    kind: 'format',
  });
}

function measure(bytes: Uint8Array): Size {
  try {
    return imageSize(bytes);
  } catch (cause) {
    throw new FaceError(CODES.UNDECODABLE, 'the picture’s header is damaged', { kind: 'damaged', cause });
  }
}

/** Of a picture that takes more memory than it may, or has more than `most` pixels; `elsewhere`: other browsers or workers take it. */
export function tooLarge({ width, height }: Size, most: number, elsewhere = false): FaceError {
  const why =
    width * height > most
      ? `at most ${Math.floor(most / 1e6)} megapixels are decoded here`
      : 'a progressive one of that size takes too much memory';
  const detail = `the picture is ${width}×${height}; ${why}: give a smaller copy`;
  return new FaceError(CODES.UNDECODABLE, detail, {
    kind: elsewhere ? 'megapixels' : 'too_large',
    ...(elsewhere ? { kind: 'megapixels' } : undefined),
  });
}

function measureScans(bytes: Uint8Array): JpegNeeds {
  const needs = measureJpeg(bytes);
  const { width, height, scans } = needs;
  if (scans > LIMITS.jpegScans || scans * width * height > MOST_SCANNED) {
    throw new FaceError(
      CODES.UNDECODABLE,
      `the picture is stored in ${scans} passes; save it anew, not progressive`,
      { kind: 'too_large' },
    );
  }
  return needs;
}

function largest(a: Size, b: Size): Size {
  return { width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) };
}

function countFrames(bytes: Uint8Array, mime: string): Frames {
  switch (mime) {
    case 'image/gif':
      return countGifFrames(bytes);
    case 'image/png':
      return countPngFrames(bytes);
    case 'image/webp':
      return countWebpFrames(bytes);
    case 'image/avif':
    case 'image/heif':
      return measureIsoImage(bytes);
    default:
      return { count: 1, width: 0, height: 0 };
  }
}
