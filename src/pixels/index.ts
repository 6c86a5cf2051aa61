export { Workspace } from './workspace';

/** RGBA, 8 bits a channel, row by row: what ImageData is, without the DOM. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}
