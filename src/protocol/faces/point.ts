/** Pixels of the upright picture (EXIF applied), (0, 0) at its top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
