import type { FaceItem, FaceRect } from '../../api';
import type { Box, StoredFace } from '../../protocol';

/** The contract's range of pitch and yaw, degrees. */
const STEEPEST = 30;

type Size = StoredFace['image'];

/** A face as `detect` and `getfaceinfo` describe it: box clipped to the picture, pose in whole degrees. */
export function faceItem({ faceId, face, pose, image }: StoredFace): FaceItem {
  return {
    ...placedItem({ faceId, face, image }),
    pitch: whole(pose.pitch, STEEPEST),
    yaw: whole(pose.yaw, STEEPEST),
    roll: whole(pose.roll, 180),
  };
}

/** The same without pose. */
export function placedItem({ faceId, face, image }: Omit<StoredFace, 'pose'>): FaceItem {
  const { x, y, width, height } = clip(face.box, image);
  return { face_id: faceId, x: Math.round(x), y: Math.round(y), width, height };
}

/** A box in whole pixels, as `multidentify` has it. */
export function faceRect(box: Box, image: Size): FaceRect {
  const { x, y, width, height } = clip(box, image);
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

/** A face at the border has a box that reaches outside; a client that crops it must not. */
function clip(box: Box, image: Size): Box {
  const x = Math.min(Math.max(box.x, 0), image.width);
  const y = Math.min(Math.max(box.y, 0), image.height);
  const right = Math.min(Math.max(box.x + box.width, 0), image.width);
  const bottom = Math.min(Math.max(box.y + box.height, 0), image.height);
  return { x, y, width: right - x, height: bottom - y };
}

function whole(degrees: number, limit: number): number {
  // `|| 0` keeps −0 out of JSON and of comparisons.
  return Math.round(Math.min(limit, Math.max(-limit, degrees))) || 0;
}
