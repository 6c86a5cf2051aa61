import type { ImageInput } from '../../api';
import { CODES, FaceError, LIMITS, type PortableImage } from '../../protocol';
import { pictureOfText } from './picture-text';

/**
 * Starts to copy the picture in the caller’s own task: a canvas, a video or a buffer may hold another one in the next.
 * What cannot be read is said at once, and never sent.
 */
export function takeNow(image: ImageInput): Promise<PortableImage> {
  const taken = toPortable(image).catch(refuse);
  taken.catch(() => undefined); // reported where it is awaited, after the checks that come first
  return taken;
}

/**
 * Makes a picture portable to the worker without taking it from the caller: bitmaps, pixels and buffers are copied.
 * Throws FaceError −1300 when there is no picture, −1102 when an element has none yet, may not be read or has too many pixels,
 * −1400 for a value of another kind, and what `pictureOfText` throws for a text.
 */
async function toPortable(image: ImageInput): Promise<PortableImage> {
  if (image === undefined || image === null || image === '')
    throw new FaceError(CODES.EMPTY_PICTURE, 'no picture was given');
  if (typeof image === 'string') return pictureOfText(image);
  // By name: not every thread and browser has every class, and what comes from a frame is an instance of that frame's class.
  const kind = typeName(image);
  if (kind === 'URL') return pictureOfText(String(image));
  if (kind === 'Blob' || kind === 'File') return realBlob(image as Blob);
  if (kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer' || ArrayBuffer.isView(image)) {
    return blobOf(image as ArrayBuffer | ArrayBufferView);
  }
  if (kind === 'ImageData') return pixelsOf(image as ImageData);
  const lengths = DRAWABLE[kind];
  if (lengths === undefined)
    throw new FaceError(CODES.NOT_A_PICTURE, `a ${kind} is not a picture`, { kind: 'type' });
  requireFewPixels(Reflect.get(image, lengths[0]), Reflect.get(image, lengths[1]));
  return snapshot(image as ImageBitmapSource);
}

/** What can be drawn, and where it says how large it is. */
const DRAWABLE: Readonly<Record<string, readonly [width: string, height: string] | undefined>> = {
  ImageBitmap: ['width', 'height'],
  HTMLImageElement: ['naturalWidth', 'naturalHeight'],
  HTMLVideoElement: ['videoWidth', 'videoHeight'],
  HTMLCanvasElement: ['width', 'height'],
  OffscreenCanvas: ['width', 'height'],
  VideoFrame: ['displayWidth', 'displayHeight'],
};

/** An object may say what it likes of itself, and throw over any question. */
function refuse(error: unknown): never {
  if (error instanceof FaceError) throw error;
  throw new FaceError(CODES.NOT_A_PICTURE, 'the value cannot be read as a picture', {
    kind: 'type',
    cause: error,
  });
}

/** Throws a TypeError for an object that only bears the name; another could not be sent, or not be read where it arrives. */
function realBlob(blob: Blob): Blob {
  Reflect.get(Blob.prototype, 'size', blob);
  return blob;
}

/** Of a copy, since a Blob refuses shared and resizable memory. */
function blobOf(bytes: ArrayBuffer | ArrayBufferView): Blob {
  try {
    const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(bytes) ? bytes : new DataView(bytes);
    if (byteLength > LIMITS.imageBytes) {
      throw new FaceError(
        CODES.UNDECODABLE,
        `the picture has ${byteLength} bytes; ${LIMITS.imageBytes} are allowed`,
        { kind: 'too_large' },
      );
    }
    return new Blob([new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength))]);
  } catch (cause) {
    if (cause instanceof FaceError) throw cause;
    throw new FaceError(
      CODES.UNDECODABLE,
      'the buffer has no bytes any more: was it transferred, or made shorter?',
      { kind: 'unreadable', cause },
    );
  }
}

function pixelsOf(pixels: ImageData): ImageData {
  requireFewPixels(pixels.width, pixels.height);
  // Gone with their buffer, and not every browser says so when they are sent.
  if (pixels.data.byteLength === 0)
    throw new FaceError(CODES.UNDECODABLE, 'the ImageData’s buffer was transferred', { kind: 'unreadable' });
  const copy = structuredClone(pixels);
  if (typeName(copy) !== 'ImageData') throw new TypeError('an object that is called ImageData and is none');
  return copy;
}

/** Pixels that are decoded already cost what they cost in a file. */
function requireFewPixels(width: number, height: number): void {
  if (width * height <= LIMITS.rawPixels) return;
  throw new FaceError(
    CODES.UNDECODABLE,
    `the picture is ${width}×${height}; at most ${LIMITS.rawPixels / 1e6} megapixels are taken: make it smaller`,
    { kind: 'too_large' },
  );
}

async function snapshot(source: ImageBitmapSource): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(source);
  } catch (cause) {
    throw new FaceError(
      CODES.UNDECODABLE,
      `the ${typeName(source)} shows no picture that can be read: is it loaded, not empty, and of this origin?`,
      { kind: 'unreadable', cause },
    );
  }
}

function typeName(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
