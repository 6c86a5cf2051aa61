import type { DetectData, FaceItem, PortableImage } from '../protocol';
import { newFaceId } from './face-id';
import { faceItem, placedItem } from './face-item';
import type { Sides } from './sides';

/** The contract: more than five faces in a picture, and only five come with everything. */
const FULL_ITEMS = 5;

/** The faces of a picture, largest first. −1101 when there is none. */
export async function detect(
  { vision }: Pick<Sides, 'vision'>,
  image: Promise<PortableImage>,
  mode: 0 | 1,
  signal: AbortSignal,
): Promise<DetectData> {
  const found = mode === 1 ? await vision.findLargest(image, signal) : await vision.findAll(image, signal);
  const face = found.faces.map((each, i): FaceItem => {
    const known = { ...each, face_id: newFaceId(), image: found.image };
    return i < FULL_ITEMS ? faceItem(known) : placedItem(known);
  });
  return {
    session_id: crypto.randomUUID(),
    image_width: found.image.width,
    image_height: found.image.height,
    face,
  };
}
