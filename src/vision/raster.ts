import type { Box } from '../protocol';

/** Quarter turns, clockwise, applied to a copy. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** A decoded, upright picture that hands out copies of its parts. Close it: bitmaps are not collected soon. */
export class Raster {
  readonly width: number;
  readonly height: number;
  readonly #bitmap: ImageBitmap;

  constructor(bitmap: ImageBitmap) {
    this.#bitmap = bitmap;
    this.width = bitmap.width;
    this.height = bitmap.height;
  }

  /** `region` (px) scaled to `width` × `height` and then turned; outside the picture is black. */
  copy(region: Box, width: number, height: number, turns: QuarterTurns = 0): ImageData {
    const upright = turns % 2 === 0;
    const canvas = new OffscreenCanvas(upright ? width : height, upright ? height : width);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('this worker has no 2d canvas');
    context.imageSmoothingQuality = 'high';
    context.translate(canvas.width / 2, canvas.height / 2);
    context.rotate((turns * Math.PI) / 2);
    const { x, y } = region;
    context.drawImage(
      this.#bitmap,
      x,
      y,
      region.width,
      region.height,
      -width / 2,
      -height / 2,
      width,
      height,
    );
    return context.getImageData(0, 0, canvas.width, canvas.height);
  }

  close(): void {
    this.#bitmap.close();
  }
}
