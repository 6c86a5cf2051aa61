import type { Workspace } from '../../pixels';
import type { AlignmentPoints, DetectedFace, EmbedderEntry, FaceQuality } from '../../protocol';
import { visibleArea } from '../detect';
import { poseOf } from '../pose';
import { blurOf } from './blur';
import { EYES_PX, sampleGrid } from './grid';

/** Luminances up to and from which a pixel shows nothing any more. */
const BLACK = 10;
const WHITE = 245;

/**
 * What the picture of a face is worth. Luminance and blur come from the chip that `align` cut for this face by these
 * points, so that no pixel of the picture is read twice; `size` is that of the upright picture, px.
 */
export function measureQuality(
  workspace: Workspace,
  chip: Float32Array,
  face: DetectedFace,
  points: AlignmentPoints,
  size: { readonly width: number; readonly height: number },
  entry: EmbedderEntry,
): FaceQuality {
  const { landmarks, box, score } = face;
  const { rightEye, leftEye } = landmarks;
  const { grey, inside } = sampleGrid(workspace, chip, face, points, size, entry);
  const at = (share: number) => inside[Math.round(share * (inside.length - 1))] ?? 0;
  const share = (of: (value: number) => boolean) =>
    inside.reduce((count, value) => (of(value) ? count + 1 : count), 0) / Math.max(1, inside.length);
  return {
    eyeDistance: Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y),
    blur: blurOf(workspace, grey) / EYES_PX,
    brightness: at(0.5),
    contrast: at(0.95) - at(0.05),
    black: share((value) => value <= BLACK),
    white: share((value) => value >= WHITE),
    pose: poseOf(landmarks),
    score,
    visible: visibleArea(box, size) / (box.width * box.height),
  };
}
