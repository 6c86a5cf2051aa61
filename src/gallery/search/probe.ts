import type { GalleryModel } from '../../protocol';

/** A template to search for, and whose it is. */
export interface Probe extends Pick<GalleryModel, 'origin' | 'calibration'> {
  /** Unit length. */
  readonly template: Float32Array;
}
