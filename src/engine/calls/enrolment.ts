import { CODES, type Extraction, FaceError, type FaceQuality, type QualityReason } from '../../protocol';

/**
 * What a face must have to be enrolled, in the units of FaceQuality. Each limit lies where misses begin to multiply;
 * together they refuse 2 to 3 of a thousand news photos (docs/decisions/009).
 */
export const ENROLMENT_LIMITS = {
  eyeDistance: 14,
  blur: 0.07,
  brightness: 12,
  contrast: 20,
  white: 0.4,
  yaw: 45,
  pitch: 30,
  score: 0.75,
  visible: 0.8,
} as const;

interface Rule {
  readonly reason: QualityReason;
  readonly broken: (quality: FaceQuality) => boolean;
  /** What is wrong, and what to do about it. */
  readonly say: (quality: FaceQuality) => string;
}

const { eyeDistance, blur, brightness, contrast, white, yaw, pitch, score, visible } = ENROLMENT_LIMITS;

const RULES: readonly Rule[] = [
  {
    reason: 'too_small',
    broken: (q) => q.eyeDistance < eyeDistance,
    say: (q) =>
      `the face is only ${Math.floor(q.eyeDistance)} px between the eyes; at least ${eyeDistance} are needed: come closer or use a larger picture`,
  },
  {
    reason: 'blurred',
    broken: (q) => q.blur > blur,
    say: () => 'the face is blurred: hold the camera still and let it focus on the face',
  },
  {
    reason: 'too_dark',
    broken: (q) => q.brightness < brightness,
    say: () => 'the face is too dark: turn it towards the light',
  },
  {
    reason: 'too_bright',
    broken: (q) => q.white > white,
    say: () => 'the face is overexposed: avoid direct light and flash',
  },
  {
    reason: 'low_contrast',
    broken: (q) => q.contrast < contrast,
    say: () => 'the face hardly stands out: use even, brighter light and clean the lens',
  },
  {
    reason: 'turned_away',
    broken: (q) => Math.abs(q.pose.yaw) > yaw,
    say: ({ pose }) =>
      `the face is turned aside by ${Math.round(Math.abs(pose.yaw))}°; ${yaw}° is the most: look at the camera`,
  },
  {
    reason: 'turned_away',
    broken: (q) => Math.abs(q.pose.pitch) > pitch,
    say: ({ pose }) =>
      `the face looks ${pose.pitch > 0 ? 'up' : 'down'} by ${Math.round(Math.abs(pose.pitch))}°; ${pitch}° is the most: look at the camera`,
  },
  {
    reason: 'cut_off',
    broken: (q) => q.visible < visible,
    say: (q) =>
      `only ${Math.floor(100 * q.visible)} % of the face is inside the picture: move it to the middle`,
  },
  {
    reason: 'unclear',
    broken: (q) => q.score < score,
    say: () => 'this is hardly a face: take off what covers it',
  },
];

/**
 * The extraction itself when its face is good enough to be enrolled. Throws FaceError −1103 with everything that is
 * wrong, in words and in `data.reasons`.
 */
export function requireEnrollable(extraction: Extraction): Extraction {
  const { quality } = extraction;
  const broken = RULES.filter((rule) => rule.broken(quality));
  if (broken.length === 0) return extraction;
  const detail = broken.map((rule) => rule.say(quality)).join('; ');
  throw new FaceError(CODES.UNUSABLE_FACE, detail, {
    kind: 'quality',
    reasons: [...new Set(broken.map(({ reason }) => reason))],
  });
}
