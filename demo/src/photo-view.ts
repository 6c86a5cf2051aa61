import type { VerifyDetail } from '../../src';
import { byId } from './dom';

const figure = byId('photo', HTMLElement);
const image = byId('photo-image', HTMLImageElement);
const overlay = byId('photo-overlay', SVGSVGElement);
const rectangle = byId('photo-box', SVGRectElement);

/** Shows a photo, upright as its EXIF data says: browsers do that for `img` by themselves. */
export async function showPhoto(photo: Blob): Promise<void> {
  URL.revokeObjectURL(image.src);
  overlay.setAttribute('hidden', '');
  image.src = URL.createObjectURL(photo);
  // What the browser cannot show, the engine refuses with a reason of its own.
  figure.hidden = !(await image.decode().then(
    () => true,
    () => false,
  ));
}

export function hidePhoto(): void {
  URL.revokeObjectURL(image.src);
  figure.hidden = true;
}

/** Draws the found face's box, which is in pixels of the upright picture; the overlay scales with the photo. */
export function showBox({ face, image: size }: VerifyDetail): void {
  // Chromium does not turn WebP and PNG as their EXIF data says; the box would lie elsewhere.
  if (image.naturalWidth !== size.width || image.naturalHeight !== size.height) return;
  overlay.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    rectangle.setAttribute(side, face.box[side].toFixed(1));
  }
  overlay.removeAttribute('hidden');
}
