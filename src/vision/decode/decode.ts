import { CODES, FaceError, LIMITS, type PortableImage } from '../../protocol';
import { type Arena, pixelReads, Raster, readFrame } from '../raster';
import { fetchImage } from './fetch-image';
import { readHeader, tooLarge } from './format';
import { orientationOf, turnUpright } from './orientation';
import { decodeReduced, eighthsFor, fitsWhole } from './reduced-jpeg';

/** A picture whose bytes or pixels are here. */
export type Loaded = Exclude<PortableImage, { readonly url: string }>;

/** Fetches what is given by its address. Throws FaceError −1308. */
export async function load(
  image: PortableImage,
  imageOrigins: readonly string[],
  signal: AbortSignal,
): Promise<Loaded> {
  return 'url' in image ? fetchImage(image.url, imageOrigins, signal) : image;
}

/**
 * Decodes a picture upright (EXIF applied) after its header has passed the gates of format, frames and size. A photo comes smaller than
 * it is where it would not fit into memory otherwise, and asked for `reduced` also where that saves time; the raster knows how large
 * it was.
 * Throws FaceError: −1300 empty, −1400 wrong format, −1102 undecodable or too large.
 */
export async function decode(
  image: Loaded,
  arena: Arena,
  size: 'full' | 'reduced' = 'full',
): Promise<Raster> {
  if (image instanceof ImageBitmap) return rasterOf(image, arena);
  if (image instanceof ImageData) return rasterOf(await createImageBitmap(image), arena);
  return decodeBlob(image, arena, size);
}

async function decodeBlob(blob: Blob, arena: Arena, size: 'full' | 'reduced'): Promise<Raster> {
  if (blob.size > LIMITS.imageBytes) {
    throw new FaceError(
      CODES.UNDECODABLE,
      `the picture has ${blob.size} bytes; ${LIMITS.imageBytes} are allowed`,
      { kind: 'too_large' },
    );
  }
  const buffer = await blob.arrayBuffer().catch((cause: unknown) => {
    throw new FaceError(CODES.UNDECODABLE, 'the file could not be read: was it moved or changed?', {
      kind: 'unreadable',
      cause,
    });
  });
  const bytes = new Uint8Array(buffer);
  const { mime, width, height, jpeg } = readHeader(bytes);
  if (jpeg) {
    const eighths = eighthsFor(jpeg, size);
    const reduced = await decodeReduced(bytes, jpeg, eighths);
    if (reduced) return rasterOf(reduced.bitmap, arena, reduced.full);
    // Here, since not every browser decodes a part.
    if (!fitsWhole(jpeg)) throw tooLarge(jpeg, LIMITS.imagePixels, eighths > 0);
  }
  const orientation = orientationOf(bytes, mime);
  if (orientation !== 1 && width * height > LIMITS.imagePixels / 2) {
    // Turning takes a second copy.
    throw new FaceError(
      CODES.UNDECODABLE,
      `a turned ${mime} picture may have ${Math.floor(LIMITS.imagePixels / 2e6)} megapixels at most`,
      { kind: 'too_large' },
    );
  }
  // The declared type may be wrong or missing; browsers differ in how much they trust it.
  const typed = blob.type === mime ? blob : new Blob([buffer], { type: mime });
  const imageOrientation = orientation === 1 ? 'from-image' : 'none';
  const bitmap = await createImageBitmap(typed, { imageOrientation }).catch((cause: unknown) => {
    throw new FaceError(CODES.UNDECODABLE, `this browser could not decode the picture as ${mime}`, {
      kind: 'damaged',
      cause,
    });
  });
  return rasterOf(turnUpright(bitmap, orientation), arena);
}

/** Where a canvas does not show the picture's own pixels, all of them are read at once, and lie in memory instead of the bitmap. */
async function rasterOf(bitmap: ImageBitmap, arena: Arena, full: Raster['full'] = bitmap): Promise<Raster> {
  if (pixelReads() === 'canvas') return new Raster(bitmap, arena, full);
  const size = { width: full.width, height: full.height };
  try {
    return new Raster(await readFrame(bitmap), arena, size);
  } finally {
    bitmap.close();
  }
}
