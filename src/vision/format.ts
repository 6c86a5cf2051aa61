import { imageSize } from 'image-size';
import { FaceError, LIMITS } from '../protocol';
import { countGifFrames, countPngFrames, countWebpFrames, type Frames, isAvifSequence } from './frames';

/** What the header of an encoded picture says, before anything is decoded. */
export interface ImageHeader {
  readonly mime: string;
  /** As stored, before EXIF orientation. */
  readonly width: number;
  readonly height: number;
}

const MIME_OF_TYPE: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  bmp: 'image/bmp',
  gif: 'image/gif',
  avif: 'image/avif',
  heif: 'image/heif',
  heic: 'image/heic',
};

/**
 * Reads type, size and frame count of encoded bytes.
 * Throws FaceError: −1300 no bytes, −1400 not a picture format for faces or more than one frame,
 * −1102 more pixels than LIMITS.imagePixels or a header that makes no sense.
 */
export function readHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) throw new FaceError(-1300, 'the picture has no bytes');
  if (bytes.length > LIMITS.imageBytes) {
    throw new FaceError(-1102, `the picture has ${bytes.length} bytes; ${LIMITS.imageBytes} are allowed`);
  }
  const header = identify(bytes);
  const frames = countFrames(bytes, header.mime);
  if (frames.count > 1) {
    throw new FaceError(-1400, `the picture is animated (${frames.count} frames); give one frame`);
  }
  const width = Math.max(header.width, frames.width);
  const height = Math.max(header.height, frames.height);
  if (!(width > 0 && height > 0)) throw new FaceError(-1102, `the picture says it is ${width}×${height}`);
  if (width * height > LIMITS.imagePixels) {
    throw new FaceError(
      -1102,
      `the picture is ${width}×${height}; at most ${LIMITS.imagePixels / 1e6} megapixels are decoded`,
    );
  }
  return { mime: header.mime, width, height };
}

function identify(bytes: Uint8Array): ImageHeader {
  const seen = measure(bytes);
  const mime = MIME_OF_TYPE[seen.type ?? ''];
  if (mime === undefined) {
    throw new FaceError(-1400, 'not a JPEG, PNG, WebP, AVIF, BMP or single-frame GIF picture');
  }
  return { mime, width: seen.width, height: seen.height };
}

function measure(bytes: Uint8Array): ReturnType<typeof imageSize> {
  try {
    return imageSize(bytes);
  } catch (cause) {
    const unknown = cause instanceof TypeError && cause.message.startsWith('unsupported file type');
    throw unknown
      ? new FaceError(-1400, 'not a picture in a known format', cause)
      : new FaceError(-1102, 'the picture’s header is damaged', cause);
  }
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
    case 'image/heic':
      return { count: isAvifSequence(bytes) ? 2 : 1, width: 0, height: 0 };
    default:
      return { count: 1, width: 0, height: 0 };
  }
}
