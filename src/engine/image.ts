import { FaceError, type PortableImage } from '../protocol';
import { pictureOfText } from './picture-text';

/** Everything that `verify`, `newperson` and `addface` take as a picture. */
export type ImageInput =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | URL
  | string
  | ImageBitmap
  | ImageData
  | HTMLImageElement
  | HTMLVideoElement
  | HTMLCanvasElement
  | OffscreenCanvas
  | VideoFrame;

/** Starts to copy the picture in the caller's own turn: a canvas or video may show another one in the next. */
export function takeNow(image: ImageInput): Promise<PortableImage> {
  const taken = toPortable(image);
  taken.catch(() => undefined); // reported where it is awaited, after the checks that come first
  return taken;
}

/**
 * Makes a picture portable to the worker without taking it from the caller: bitmaps and buffers are copied.
 * Throws FaceError −1300 when there is no picture, −1102 when an element has none yet or may not be read,
 * −1400 for a value of another kind, and what `pictureOfText` throws for a text.
 */
async function toPortable(image: ImageInput): Promise<PortableImage> {
  if (image === undefined || image === null || image === '')
    throw new FaceError(-1300, 'no picture was given');
  if (isA('Blob', image) || isA('File', image)) return image as Blob;
  if (typeof image === 'string' || isA('URL', image)) return pictureOfText(String(image));
  if (isA('ArrayBuffer', image)) return new Blob([image as ArrayBuffer]);
  if (ArrayBuffer.isView(image)) return new Blob([copyOf(image)]);
  if (isA('ImageData', image)) return image as ImageData;
  if (DRAWABLE.some((name) => isA(name, image))) return snapshot(image as ImageBitmapSource);
  throw new FaceError(-1400, `a ${typeName(image)} is no picture`);
}

const DRAWABLE = [
  'ImageBitmap',
  'HTMLImageElement',
  'HTMLVideoElement',
  'HTMLCanvasElement',
  'OffscreenCanvas',
  'VideoFrame',
];

/** By name: not every thread and browser has every class, and what comes from a frame is an instance of that frame's class. */
function isA(className: string, value: object | string): boolean {
  return typeName(value) === className;
}

async function snapshot(source: ImageBitmapSource): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(source);
  } catch (cause) {
    throw new FaceError(
      -1102,
      `the ${typeName(source)} shows no picture that can be read: is it loaded, not empty, and of this origin?`,
      cause,
    );
  }
}

/** A Blob refuses views of shared memory. */
function copyOf(view: ArrayBufferView): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
}

function typeName(value: object | string | number): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
