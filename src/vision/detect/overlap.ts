import type { Box, DetectedFace } from '../../protocol';

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

export function iou(a: Box, b: Box): number {
  const common = intersection(a, b);
  return common / (area(a) + area(b) - common);
}

function area(box: Box): number {
  return box.width * box.height;
}

export function showSameFace(a: Box, b: Box): boolean {
  return iou(a, b) > SAME_FACE_IOU || intersection(a, b) > SAME_FACE_CONTAINMENT * Math.min(area(a), area(b));
}

/** The part of a box that lies inside a picture, px². */
export function visibleArea(box: Box, picture: { readonly width: number; readonly height: number }): number {
  return intersection(box, { x: 0, y: 0, ...picture });
}

function intersection(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
