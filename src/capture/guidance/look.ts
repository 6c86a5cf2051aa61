import type { DetectedFace, FaceQuality } from '../../protocol';

/** What one frame of the camera shows. */
export interface Look {
  /** When the frame was shown, ms. */
  readonly at: number;
  /** Size of the frame, px. */
  readonly frame: { readonly width: number; readonly height: number };
  /** The largest visible one first. */
  readonly faces: readonly { readonly face: DetectedFace; readonly quality: FaceQuality | null }[];
}

/** A look with one measured face, the one that counts. */
export interface FaceLook extends Look {
  readonly face: DetectedFace;
  readonly quality: FaceQuality;
  /**
   * How far the point between the eyes has moved since the look before, in eye distances a second; null for a first
   * look. A steady person is below 0.5, one who nods at about 2.
   */
  readonly motion: number | null;
}

/** The face that counts, if there is one that could be measured. */
export function faceLook(look: Look, before: Look | undefined): FaceLook | undefined {
  const [first] = look.faces;
  if (first?.quality == null) return undefined;
  const { face, quality } = first;
  return { ...look, face, quality, motion: motionOf(look, before) };
}

function motionOf(look: Look, before: Look | undefined): number | null {
  const now = look.faces[0]?.face.landmarks;
  const then = before?.faces[0]?.face.landmarks;
  if (!now || !then || before === undefined || look.at <= before.at) return null;
  const [a, b] = [middle(now.rightEye, now.leftEye), middle(then.rightEye, then.leftEye)];
  const eyes = Math.hypot(now.leftEye.x - now.rightEye.x, now.leftEye.y - now.rightEye.y);
  const seconds = (look.at - before.at) / 1000;
  return Math.hypot(a.x - b.x, a.y - b.y) / Math.max(1, eyes) / seconds;
}

function middle(a: { x: number; y: number }, b: { x: number; y: number }): { x: number; y: number } {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
