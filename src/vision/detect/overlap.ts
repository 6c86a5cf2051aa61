import { type Box, type DetectedFace, intersection, iou } from '../../protocol';

/** Boxes that overlap this much show one face (intersection over union). */
const SAME_FACE_IOU = 0.3;
/** A box that lies this far inside another shows the same face, seen at another scale. */
const SAME_FACE_CONTAINMENT = 0.6;

/** Non-maximum suppression over the finds of all tiles and scales; best score first. */
export function suppressOverlaps(faces: readonly DetectedFace[]): DetectedFace[] {
  const kept: DetectedFace[] = [];
  for (const face of [...faces].sort((a, b) => b.score - a.score)) {
    if (!kept.some((other) => showSameFace(face.box, other.box))) kept.push(face);
  }
  return kept;
}

export function showSameFace(a: Box, b: Box): boolean {
  const smaller = Math.min(a.width * a.height, b.width * b.height);
  return iou(a, b) > SAME_FACE_IOU || intersection(a, b) > SAME_FACE_CONTAINMENT * smaller;
}

/** The part of a box that lies inside a picture, px². */
export function visibleArea(box: Box, picture: { readonly width: number; readonly height: number }): number {
  return intersection(box, { x: 0, y: 0, ...picture });
}
