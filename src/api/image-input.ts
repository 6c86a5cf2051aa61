/**
 * Everything that the engine's methods take as a picture. A Blob or bytes hold a whole file: JPEG, PNG, WebP, AVIF, BMP or GIF with one frame. A string
 * is an address, a `data:` URL, or base64. An element must have loaded, and must not show another origin's pixels.
 */
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
