import type { DetectedFace } from '../protocol';

/**
 * Do the landmarks form a face? Measured along the face's own axes, so that a turned face passes:
 * the eyes apart by a plausible part of the box, the mouth below the eyes, the nose between.
 * The limits are wide: profiles and upturned faces pass, scattered points on objects do not.
 */
export function hasFaceShape({ box, landmarks }: DetectedFace): boolean {
  const { rightEye, leftEye, noseTip, mouthCenter } = landmarks;
  const across = { x: leftEye.x - rightEye.x, y: leftEye.y - rightEye.y };
  const eyeDistance = Math.hypot(across.x, across.y);
  const size = Math.sqrt(box.width * box.height);
  if (!(eyeDistance > 0.12 * size && eyeDistance < 0.8 * size)) return false;
  const down = { x: -across.y / eyeDistance, y: across.x / eyeDistance };
  const middle = { x: (rightEye.x + leftEye.x) / 2, y: (rightEye.y + leftEye.y) / 2 };
  const depth = (p: { x: number; y: number }) =>
    ((p.x - middle.x) * down.x + (p.y - middle.y) * down.y) / size;
  return depth(mouthCenter) > 0.15 && depth(mouthCenter) < 0.9 && depth(noseTip) < depth(mouthCenter);
}
