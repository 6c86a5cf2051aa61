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
 * A large JPEG at a part of its size: half the time of decoding it whole, and a fraction of the memory. Undefined where that is not
 * worth it, where the browser cannot, or where anything is odd about the file: then it is decoded the usual way.
 */
export async function decodeReduced(
  bytes: Uint8Array<ArrayBuffer>,
  stored: { readonly width: number; readonly height: number },
): Promise<ReducedPicture | undefined> {
  const eighths = Math.ceil((EIGHTHS * LONG_EDGE) / Math.max(stored.width, stored.height));
  if (eighths > MOST_EIGHTHS || !('ImageDecoder' in globalThis)) return undefined;
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
