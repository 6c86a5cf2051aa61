import type { Extraction, NewFace } from '../../protocol';
import { newFaceId } from './face-id';

/** What of an extraction is kept; never the picture. */
export function stored({ template, origin, face, quality, image }: Extraction): NewFace {
  return { face_id: newFaceId(), template, origin, face, pose: quality.pose, image };
}
