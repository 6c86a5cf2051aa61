import * as v from 'valibot';
import { float, int, listOf, one, optional, text } from './fields';

/** A box in pixels of the upright picture, clipped to it, and the head's pose. */
export const FaceItem = v.object({
  face_id: text('a decimal of 19 digits'),
  x: int('left edge, px of the upright picture'),
  y: int('top edge, px'),
  width: float('px'),
  height: float('px'),
  pitch: optional(int('degrees, −30…30, positive looking up')),
  yaw: optional(int('degrees, −30…30, positive when the nose points to the right edge of the picture')),
  roll: optional(int('degrees, −180…180, positive when turned clockwise as seen in the picture')),
});

const FaceRect = v.object({
  x: int('left edge, px of the upright picture'),
  y: int('top edge, px'),
  width: int('px'),
  height: int('px'),
});

const ShapePoint = v.object({
  x: int('px from the left edge of the upright picture, within it'),
  y: int('px from its top edge'),
});

const points = (description: string) => listOf(ShapePoint, 'ShapePoint', description);

/** 88 points. A client draws each list as a line from its first point on. Left and right are the picture's. */
export const FaceShape = v.object({
  face_profile: points(
    '21: from eye level at the left along the jaw, the chin at index 10, to eye level at the right',
  ),
  left_eye: points('8: outer corner, lower lid, inner corner at index 4, upper lid'),
  right_eye: points('8: the mirror image of the left one'),
  left_eyebrow: points('8: outer end, lower edge, inner end at index 4, upper edge'),
  right_eyebrow: points('8: the mirror image of the left one'),
  mouth: points(
    '22: left corner, lower edge of the lower lip, right corner at index 6, upper edge of the upper lip; from 12 the upper edge of the ' +
      'lower lip from left to right, from 17 the lower edge of the upper lip from right to left',
  ),
  nose: points(
    '13: tip, bridge, left side down to the wing, base from index 6 to 8, right wing, right side up',
  ),
});

export const IdentifyItem = v.object({
  person_id: text('the person'),
  face_id: text('their face that looks most like it'),
  confidence: float('0…100, as for verify'),
  tag: text('remark on that face'),
});

export const MultiIdentifyItem = v.object({
  candidates: listOf(IdentifyItem, 'IdentifyItem', 'at most 5 persons, best first'),
  face_rect: one(FaceRect, 'FaceRect', 'where this face is'),
});

/** Objects inside answers, by the name that the tables give them. */
export const ITEMS = { FaceItem, FaceRect, FaceShape, IdentifyItem, MultiIdentifyItem, ShapePoint } as const;
