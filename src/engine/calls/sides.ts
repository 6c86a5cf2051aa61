import type { GallerySide } from '../gallery';
import type { VisionSide } from '../vision';

/** The two workers that an operation talks to. */
export interface Sides {
  readonly vision: VisionSide;
  readonly gallery: GallerySide;
}
