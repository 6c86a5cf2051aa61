import { fourCC, pngChunks, riffChunks } from './chunks';

/** EXIF orientation, 1…8: how stored pixels must be turned and mirrored to stand upright. 1 = as they are. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION_TAG = 0x0112;

/**
 * Orientation of a WebP or PNG file from its EXIF chunk. Browsers turn JPEG and AVIF pictures themselves, but
 * not these (Chromium leaves WebP as stored), so the engine does.
 */
export function orientationOf(bytes: Uint8Array, mime: string): Orientation {
  const exif = mime === 'image/webp' ? webpExif(bytes) : mime === 'image/png' ? pngExif(bytes) : undefined;
  return exif ? orientationIn(exif) : 1;
}

/**
 * The picture upright. Takes the bitmap over: the one that is not returned is closed.
 * Orientations 5…8 swap width and height.
 */
export function turnUpright(bitmap: ImageBitmap, orientation: Orientation): ImageBitmap {
  if (orientation === 1) return bitmap;
  const { width, height } = bitmap;
  const swapped = orientation >= 5;
  const canvas = new OffscreenCanvas(swapped ? height : width, swapped ? width : height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this worker has no 2d canvas');
  // Column vectors of the EXIF standard's eight cases, for a picture of width w and height h.
  const [w, h] = [width, height];
  const matrices: Record<Orientation, readonly [number, number, number, number, number, number]> = {
    1: [1, 0, 0, 1, 0, 0],
    2: [-1, 0, 0, 1, w, 0],
    3: [-1, 0, 0, -1, w, h],
    4: [1, 0, 0, -1, 0, h],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, h, 0],
    7: [0, -1, -1, 0, h, w],
    8: [0, -1, 1, 0, 0, w],
  };
  context.setTransform(...matrices[orientation]);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.transferToImageBitmap();
}

/** The EXIF segment of a JPEG file, marker included, and the TIFF structure in it. */
export function jpegExif(bytes: Uint8Array): { start: number; end: number; tiff: Uint8Array } | undefined {
  const view = viewOf(bytes);
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1];
    // The picture begins; or markers that have no length.
    if (marker === 0xda || marker === 0xd9 || marker === 0xff) return undefined;
    const end = at + 2 + view.getUint16(at + 2);
    if (marker === 0xe1 && fourCC(bytes, at + 4) === 'Exif') {
      return { start: at, end, tiff: bytes.subarray(at + 10, end) };
    }
    at = end;
  }
  return undefined;
}

function webpExif(bytes: Uint8Array): Uint8Array | undefined {
  for (const { type, data } of riffChunks(bytes)) {
    // Some writers keep JPEG's marker in front of the TIFF header.
    if (type === 'EXIF') return fourCC(data, 0) === 'Exif' ? data.subarray(6) : data;
  }
  return undefined;
}

function pngExif(bytes: Uint8Array): Uint8Array | undefined {
  for (const { type, data } of pngChunks(bytes)) {
    if (type === 'eXIf') return data;
  }
  return undefined;
}

/** The orientation entry of a TIFF structure's first directory; 1 when there is none or it makes no sense. */
export function orientationIn(tiff: Uint8Array): Orientation {
  if (tiff.length < 8) return 1;
  const view = viewOf(tiff);
  const little = tiff[0] === 0x49 && tiff[1] === 0x49;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const count = view.getUint16(directory, little);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > tiff.length) return 1;
    if (view.getUint16(entry, little) === ORIENTATION_TAG) {
      const value = view.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? (value as Orientation) : 1;
    }
  }
  return 1;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
