import { Workspace } from '../../pixels';
import { Scratch } from '../../runtime';

/**
 * The memory of one picture after another: who owns it hands it to each of them. Made anew for every picture it would be megabytes that
 * the collector looks for (docs/decisions/021).
 */
export class Arena {
  readonly workspace = new Workspace();
  /** The pixels that were last read. */
  readonly patch = new Scratch();
  #band: OffscreenCanvasRenderingContext2D | undefined;

  /** The one canvas to read through, of at least that size, px: making one takes longer than reading from it. */
  band(width: number, height: number): OffscreenCanvasRenderingContext2D {
    const { canvas } = this.#band ?? {};
    if (this.#band && canvas && canvas.width >= width && canvas.height >= height) return this.#band;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('this worker has no 2d canvas');
    context.imageSmoothingEnabled = false;
    this.#band = context;
    return context;
  }
}
