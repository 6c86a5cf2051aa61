import type { Box } from '../../../src';

interface Cut {
  /** The face takes this part of the cut's edge. */
  readonly part: number;
  readonly quality: number;
  /** Px of the picture's edge. Absent: as many as the cut has in the photo. */
  readonly edge?: number;
}

/** For being found again: its surroundings help. */
export const TO_ENROL: Cut = { part: 0.42, quality: 0.92 };

/** For being shown to people. 96 px in JPEG are some 4 kB, of the 16 that the engine takes. */
export const TO_SHOW: Cut = { part: 0.62, quality: 0.8, edge: 96 };

/** One face of a photo as a picture of its own. Throws where the browser turns the photo in another way than the engine did. */
export async function cutFace(
  photo: Blob,
  size: { readonly width: number; readonly height: number },
  { x, y, width, height }: Box,
  { part, quality, edge }: Cut,
): Promise<File> {
  const bitmap = await createImageBitmap(photo);
  try {
    if (bitmap.width !== size.width || bitmap.height !== size.height)
      throw new Error(`the photo has ${bitmap.width} × ${bitmap.height} px here`);
    const from = Math.round(Math.max(width, height) / part);
    const to = edge ?? from;
    const [left, top] = [x + (width - from) / 2, y + (height - from) / 2];
    const canvas = new OffscreenCanvas(to, to);
    const context = canvas.getContext('2d');
    if (context) context.imageSmoothingQuality = 'high';
    context?.drawImage(bitmap, left, top, from, from, 0, 0, to, to);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    return new File([blob], 'face.jpg', { type: blob.type });
  } finally {
    bitmap.close();
  }
}
