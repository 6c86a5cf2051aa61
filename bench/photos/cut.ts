import type { FaceEngine } from '../../src';
import type { FaceItem } from '../../src/api';

/** Edge of the photos cut from group photos, px: that of the labelled ones. */
const EDGE = 250;
/** A face takes this part of such a photo, as in the labelled ones. */
const FACE_PART = 0.42;
const QUALITY = 0.92;

/** Every face of a group photo as a photo of its own, JPEG. */
export async function cutFaces(engine: FaceEngine, photo: Blob): Promise<Blob[]> {
  const group = await createImageBitmap(photo);
  try {
    const { face } = await engine.detect(group, { mode: 0 });
    return await Promise.all(face.map((box) => cut(group, box)));
  } finally {
    group.close();
  }
}

async function cut(group: ImageBitmap, { x, y, width, height }: FaceItem): Promise<Blob> {
  const edge = Math.max(width, height) / FACE_PART;
  const canvas = new OffscreenCanvas(EDGE, EDGE);
  const [left, top] = [x + (width - edge) / 2, y + (height - edge) / 2];
  canvas.getContext('2d')?.drawImage(group, left, top, edge, edge, 0, 0, EDGE, EDGE);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
