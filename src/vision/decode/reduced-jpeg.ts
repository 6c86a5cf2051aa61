import { LIMITS } from '../../protocol';
import type { JpegNeeds } from './jpeg';
import { jpegExif, type Orientation, orientationIn, turnUpright } from './orientation';

/**
 * Long edge that a reduced copy has at least, px. The detector looks at 256, of which each is made of 25 then; a face that fills a
 * seventh of the picture still has more pixels than an embedder looks at.
 */
const LONG_EDGE = 1280;
/** JPEG decoders reduce by eighths, while they decode. */
const EIGHTHS = 8;
/** Above this many eighths a reduced copy saves nothing worth a path of its own. */
const MOST_EIGHTHS = 5;

/** What decoding a picture may take of the worker's memory, bytes. */
const MEMORY = 360e6;
/** Of a number in a table of coefficients, bytes. */
const COEFFICIENT = 2;
/** Of a pixel that is decoded whole, bytes; and at a part of its size, where frame, bitmap and turned copy live at a time. */
const WHOLE_PIXEL = 4;
const PART_PIXEL = 12;

/** A part of WebCodecs, https://www.w3.org/TR/webcodecs/#imagedecoder-interface; Firefox and Safari lack some of it. */
interface Decoder {
  decode(): Promise<{ readonly image: VideoFrame }>;
  close(): void;
}
type DecoderClass = new (init: {
  readonly type: string;
  readonly data: BufferSource;
  readonly desiredWidth: number;
  readonly desiredHeight: number;
}) => Decoder;

/** A picture smaller than it is stored, upright. */
export interface ReducedPicture {
  readonly bitmap: ImageBitmap;
  /** Size of the upright picture, px. */
  readonly full: { readonly width: number; readonly height: number };
}

/**
 * Eighths of its size that a picture is to be decoded at, 1…8: those that memory allows, fewer where that is worth it for `reduced`; 0 where
 * its coefficients alone take too much.
 */
export function eighthsFor(needs: JpegNeeds, size: 'full' | 'reduced'): number {
  let most = EIGHTHS;
  while (most > 0 && memoryFor(needs, most) > MEMORY) most -= 1;
  const enough = Math.ceil((EIGHTHS * LONG_EDGE) / Math.max(needs.width, needs.height));
  return size === 'full' || enough > MOST_EIGHTHS ? most : Math.min(enough, most);
}

/** Whether it may be decoded whole. */
export function fitsWhole(needs: JpegNeeds): boolean {
  return eighthsFor(needs, 'full') === EIGHTHS;
}

function memoryFor({ width, height, samples, buffered }: JpegNeeds, eighths: number): number {
  const pixels = width * height;
  if (eighths === EIGHTHS && pixels > LIMITS.imagePixels) return Number.POSITIVE_INFINITY;
  const coefficients = buffered ? pixels * samples * COEFFICIENT : 0;
  const pixel = eighths === EIGHTHS ? WHOLE_PIXEL : PART_PIXEL;
  return coefficients + pixels * (eighths / EIGHTHS) ** 2 * pixel;
}

/**
 * A large JPEG at some eighths of its size: half the time of decoding it whole, and a fraction of the memory. Undefined for the whole
 * of it, where the browser cannot, or where anything is odd about the file: then it is decoded the usual way.
 */
export async function decodeReduced(
  bytes: Uint8Array<ArrayBuffer>,
  { width: storedWidth, height: storedHeight }: Pick<JpegNeeds, 'width' | 'height'>,
  eighths: number,
): Promise<ReducedPicture | undefined> {
  if (eighths === EIGHTHS || eighths === 0 || !('ImageDecoder' in globalThis)) return undefined;
  const stored = { width: storedWidth, height: storedHeight };
  const part = (px: number) => Math.ceil((px * eighths) / EIGHTHS);
  const [width, height] = [part(stored.width), part(stored.height)];
  const exif = jpegExif(bytes);
  const orientation: Orientation = exif ? orientationIn(exif.tiff) : 1;
  try {
    const image = await decodeAt(exif ? without(bytes, exif) : bytes, width, height);
    try {
      // A browser that took no notice of the size, or of some other one.
      if (image.codedWidth !== width || image.codedHeight !== height) return undefined;
      const bitmap = turnUpright(await createImageBitmap(image), orientation);
      const swapped = orientation >= 5;
      return { bitmap, full: swapped ? { width: stored.height, height: stored.width } : stored };
    } finally {
      image.close();
    }
  } catch {
    return undefined; // the usual way says what is wrong
  }
}

async function decodeAt(data: Uint8Array<ArrayBuffer>, width: number, height: number) {
  const { ImageDecoder } = globalThis as unknown as { readonly ImageDecoder: DecoderClass };
  const decoder = new ImageDecoder({
    type: 'image/jpeg',
    data,
    desiredWidth: width,
    desiredHeight: height,
  });
  try {
    return (await decoder.decode()).image;
  } finally {
    decoder.close();
  }
}

/** Without the segment that says how to turn it: browsers differ in whether a frame is turned already. */
function without(bytes: Uint8Array, { start, end }: { start: number; end: number }): Uint8Array<ArrayBuffer> {
  const rest = new Uint8Array(bytes.length - (end - start));
  rest.set(bytes.subarray(0, start));
  rest.set(bytes.subarray(end), start);
  return rest;
}
