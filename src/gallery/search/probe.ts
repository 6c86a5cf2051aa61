import type { GalleryModel } from '../../protocol';

/** A template to search for, and whose it is. */
export interface Probe extends Pick<GalleryModel, 'origin' | 'calibration'> {
  /** Unit length, in plain until it comes to an index. */
  readonly template: Float32Array;
}
