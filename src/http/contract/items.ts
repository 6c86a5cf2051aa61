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
export const ITEMS = { FaceItem, FaceRect, IdentifyItem, MultiIdentifyItem } as const;
