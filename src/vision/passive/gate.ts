import type { FaceQuality, QualityReason } from '../../protocol';

/** What a picture must have to be judged, in the units of FaceQuality; docs/decisions/057 has what each keeps out. */
const LIMITS = {
  eyeDistance: 24,
  blur: 0.045,
  brightness: 30,
  white: 0.4,
  score: 0.75,
  visible: 0.9,
} as const;

/**
 * How many times the face's box the part that the widest network sees must be. With less of what surrounds a face, living
 * ones are taken for shown ones (docs/decisions/057).
 */
const LEAST_SURROUNDINGS = 2;

/** Why the picture says nothing about whether the face is a living one: another one is to be taken. Empty where it does. */
export function reasonsAgainst(quality: FaceQuality, grown: number): readonly QualityReason[] {
  const { eyeDistance, blur, brightness, white, score, visible } = quality;
  const reasons: readonly (readonly [boolean, QualityReason])[] = [
    [eyeDistance < LIMITS.eyeDistance, 'too_small'],
    [grown < LEAST_SURROUNDINGS, 'too_close'],
    [blur > LIMITS.blur, 'blurred'],
    [brightness < LIMITS.brightness, 'too_dark'],
    [white > LIMITS.white, 'too_bright'],
    [visible < LIMITS.visible, 'cut_off'],
    [score < LIMITS.score, 'unclear'],
  ];
  return reasons.flatMap(([broken, reason]) => (broken ? [reason] : []));
}
