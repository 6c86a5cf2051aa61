/** Everything that the engine's methods take as a picture. */
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
