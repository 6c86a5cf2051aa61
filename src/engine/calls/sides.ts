import type { GallerySide } from '../gallery/gallery-side';
import type { VisionSide } from '../vision/vision-side';

/** The two workers that an operation talks to. */
export interface Sides {
  readonly vision: VisionSide;
  readonly gallery: GallerySide;
}
