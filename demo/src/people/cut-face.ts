import type { Box } from '../../../src';

/** A face takes this part of the cut's edge: its surroundings help to find it again. */
const FACE_PART = 0.42;
const QUALITY = 0.92;

/** One face of a photo as a photo of its own. Throws where the browser turns the photo in another way than the engine did. */
export async function cutFace(
  photo: Blob,
  size: { readonly width: number; readonly height: number },
  { x, y, width, height }: Box,
): Promise<File> {
  const bitmap = await createImageBitmap(photo);
  try {
    if (bitmap.width !== size.width || bitmap.height !== size.height)
      throw new Error(`the photo has ${bitmap.width} × ${bitmap.height} px here`);
    const edge = Math.round(Math.max(width, height) / FACE_PART);
    const [left, top] = [x + (width - edge) / 2, y + (height - edge) / 2];
    const canvas = new OffscreenCanvas(edge, edge);
    canvas.getContext('2d')?.drawImage(bitmap, left, top, edge, edge, 0, 0, edge, edge);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    return new File([blob], 'face.jpg', { type: blob.type });
  } finally {
    bitmap.close();
  }
}
