import type { DetectData, FaceItem, PortableImage, Wanted } from '../protocol';
import { newFaceId } from './face-id';
import { faceItem, placedItem } from './face-item';
import type { DetectDetail } from './options';
import type { Sides } from './sides';

/** The contract: more than five faces in a picture, and only five come with everything. */
const FULL_ITEMS = 5;

/** The faces of a picture, largest first, and what their pictures are worth. −1101 when there is none. */
export async function detect(
  { vision }: Pick<Sides, 'vision'>,
  image: Promise<PortableImage>,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<{ data: DetectData; detail: DetectDetail }> {
  const found = await vision.find(image, wanted, signal);
  const item = found.faces.map(({ face, pose }, i): FaceItem => {
    const known = { face, pose, face_id: newFaceId(), image: found.image };
    return i < FULL_ITEMS ? faceItem(known) : placedItem(known);
  });
  return {
    data: {
      session_id: crypto.randomUUID(),
      image_width: found.image.width,
      image_height: found.image.height,
      face: item,
    },
    detail: { faces: found.faces, timingsMs: found.timingsMs },
  };
}
