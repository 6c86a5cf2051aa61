/** How many pixels of a frame are one of what was drawn: photos have no more to show. */
const ENLARGED = 2;

/** Makes files of frames. */
export class Files {
  readonly #small: OffscreenCanvas;
  readonly #large: OffscreenCanvas;

  constructor(width: number, height: number) {
    this.#small = new OffscreenCanvas(width, height);
    this.#large = new OffscreenCanvas(ENLARGED * width, ENLARGED * height);
  }

  /** As a webcam sends it. */
  jpeg(frame: ImageData, quality: number): Promise<Blob> {
    contextOf(this.#small).putImageData(frame, 0, 0);
    const context = contextOf(this.#large);
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.#small, 0, 0, this.#large.width, this.#large.height);
    return this.#large.convertToBlob({ type: 'image/jpeg', quality });
  }
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d canvas');
  return context;
}
