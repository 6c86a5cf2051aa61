import type { Hint } from './hint';
import type { FaceLook, Look } from './look';
import { fits, type PoseStep } from './pose-steps';

/**
 * What a frame must be to be taken, in the units of FaceQuality. Stricter than enrolment's own limits
 * (docs/decisions/009), which lie where misses begin to multiply: here one can ask for a better frame.
 */
export const GUIDANCE = {
  /** Between the eyes, px; and as a share of the frame's shorter edge. */
  eyeDistance: 40,
  eyeShare: 0.09,
  /** Height of the face's box by that of the frame. */
  tallest: 0.85,
  visible: 0.95,
  brightness: 40,
  white: 0.3,
  contrast: 35,
  score: 0.8,
  blur: 0.055,
  /** Eye distances a second. */
  motion: 0.8,
  /** Degrees, where the person is to look straight ahead. */
  yaw: 20,
  pitch: 20,
} as const;

/** Another face counts from this share of the first one's area on: people far behind do not. */
const OTHER_PERSON = 0.3;

type Check = readonly [hint: Hint, applies: (look: FaceLook) => boolean];

/** The first that applies is said: where a face is comes before what is wrong with it. */
const CHECKS: readonly Check[] = [
  ['one_person', ({ faces }) => faces.slice(1).some((other) => area(other) > OTHER_PERSON * area(faces[0]))],
  ['into_frame', ({ quality }) => quality.visible < GUIDANCE.visible],
  ['back', ({ face, frame }) => face.box.height > GUIDANCE.tallest * frame.height],
  ['closer', (look) => look.quality.eyeDistance < smallestEyes(look)],
  ['too_dark', ({ quality }) => quality.brightness < GUIDANCE.brightness],
  ['too_bright', ({ quality }) => quality.white > GUIDANCE.white],
  ['more_light', ({ quality }) => quality.contrast < GUIDANCE.contrast],
  ['uncover', ({ quality }) => quality.score < GUIDANCE.score],
];

const STEADY: readonly Check[] = [
  ['hold_still', ({ motion }) => motion === null || motion > GUIDANCE.motion],
  ['hold_still', ({ quality }) => quality.blur > GUIDANCE.blur],
];

/** What to say about a frame while the person is asked for that pose. */
export function hintFor(look: Look, seen: FaceLook | undefined, step: PoseStep): Hint {
  if (look.faces.length === 0) return 'no_face';
  // A face that could not be measured is one that cannot be aligned, which is cut off or hardly a face.
  if (seen === undefined) return 'into_frame';
  const wrong = CHECKS.find(([, applies]) => applies(seen));
  if (wrong) return wrong[0];
  if (!fits(step, seen.quality.pose)) return step.hint;
  return STEADY.find(([, applies]) => applies(seen))?.[0] ?? 'good';
}

/** Enrolment refuses faces that are turned farther (docs/decisions/009), degrees. */
const FARTHEST = { yaw: 45, pitch: 30 };

/** Whether a frame is good but for its pose: what is left for who cannot turn the head. */
export function goodButForPose(look: FaceLook): boolean {
  const { yaw, pitch } = look.quality.pose;
  if (Math.abs(yaw) > FARTHEST.yaw || Math.abs(pitch) > FARTHEST.pitch) return false;
  return ![...CHECKS, ...STEADY].some(([, applies]) => applies(look));
}

/**
 * How far a frame is from perfect: each measure by the limit at which guidance would complain of it. Smaller is better; a
 * sum of ours, which orders frames of one face within a second.
 */
export function faults({ quality, motion }: FaceLook, step: PoseStep): number {
  const { pose, blur, white, score } = quality;
  return (
    blur / GUIDANCE.blur +
    (motion ?? GUIDANCE.motion) / GUIDANCE.motion +
    Math.abs(pose.yaw - step.aim.yaw) / GUIDANCE.yaw +
    Math.abs(pose.pitch - step.aim.pitch) / GUIDANCE.pitch +
    white / GUIDANCE.white +
    (1 - score) / (1 - GUIDANCE.score)
  );
}

function smallestEyes({ frame }: FaceLook): number {
  return Math.max(GUIDANCE.eyeDistance, GUIDANCE.eyeShare * Math.min(frame.width, frame.height));
}

function area({ face }: { readonly face: { readonly box: { width: number; height: number } } }): number {
  return face.box.width * face.box.height;
}
