import { imageSize } from 'image-size';
import { FaceError, LIMITS } from '../protocol';
import { countGifFrames, countPngFrames, countWebpFrames, type Frames, measureIsoImage } from './frames';
import { measureJpeg } from './jpeg';

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
 * −1102 more pixels than LIMITS.imagePixels, a header that makes no sense, or a file that costs much more to read than a photo.
 */
export function readHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) throw new FaceError(-1300, 'the picture has no bytes');
  const mime = identify(bytes);
  const frames = countFrames(bytes, mime);
  if (frames.count > 1) {
    throw new FaceError(-1400, `the picture is animated (${frames.count} frames or more); give one frame`);
  }
  const { width, height } = OWN_MEASURE.includes(mime) ? frames : largest(frames, measure(bytes));
  if (!(width > 0 && height > 0)) throw new FaceError(-1102, `the picture says it is ${width}×${height}`);
  if (width * height > LIMITS.imagePixels) {
    throw new FaceError(
      -1102,
      `the picture is ${width}×${height}; at most ${LIMITS.imagePixels / 1e6} megapixels are decoded`,
    );
  }
  return { mime, width, height };
}

function identify(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  const mime = SIGNATURES.find(([, signature]) => signature.test(start))?.[0];
  if (mime !== undefined) return mime;
  throw new FaceError(-1400, 'not a JPEG, PNG, WebP, AVIF, BMP or single-frame GIF picture');
}

function measure(bytes: Uint8Array): Size {
  try {
    return imageSize(bytes);
  } catch (cause) {
    throw new FaceError(-1102, 'the picture’s header is damaged', cause);
  }
}

function measureScans(bytes: Uint8Array): Frames {
  const { width, height, scans } = measureJpeg(bytes);
  if (scans > LIMITS.jpegScans || scans * width * height > MOST_SCANNED) {
    throw new FaceError(-1102, `the picture is stored in ${scans} passes; save it anew, not progressive`);
  }
  return { count: 1, width, height };
}

function largest(a: Size, b: Size): Size {
  return { width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) };
}

function countFrames(bytes: Uint8Array, mime: string): Frames {
  switch (mime) {
    case 'image/jpeg':
      return measureScans(bytes);
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
