/** Pixels of the upright picture (EXIF applied), origin at its top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
