import { describe, expect, it } from 'vitest';
import { type Extraction, FaceError, type FaceQuality } from '../../protocol';
import { ENROLMENT_LIMITS, requireEnrollable } from './enrolment';

const GOOD: FaceQuality = {
  eyeDistance: 60,
  blur: 0.03,
  brightness: 120,
  contrast: 120,
  black: 0,
  white: 0,
  pose: { pitch: 0, yaw: 0, roll: 0 },
  score: 0.95,
  visible: 1,
};

function judge(changes: Partial<FaceQuality>): FaceError | undefined {
  try {
    requireEnrollable({ quality: { ...GOOD, ...changes } } as Extraction);
    return undefined;
  } catch (error) {
    if (error instanceof FaceError) return error;
    throw error;
  }
}

const { eyeDistance, blur, brightness, contrast, white, yaw, pitch, score, visible } = ENROLMENT_LIMITS;

describe('each limit', () => {
  it.each([
    ['too_small', { eyeDistance }, { eyeDistance: eyeDistance - 0.1 }],
    ['blurred', { blur }, { blur: blur + 0.001 }],
    ['too_dark', { brightness }, { brightness: brightness - 1 }],
    ['too_bright', { white }, { white: white + 0.01 }],
    ['low_contrast', { contrast }, { contrast: contrast - 1 }],
    ['turned_away', { pose: { ...GOOD.pose, yaw: -yaw } }, { pose: { ...GOOD.pose, yaw: -yaw - 1 } }],
    ['turned_away', { pose: { ...GOOD.pose, pitch } }, { pose: { ...GOOD.pose, pitch: pitch + 1 } }],
    ['cut_off', { visible }, { visible: visible - 0.01 }],
    ['unclear', { score }, { score: score - 0.01 }],
  ])('%s lets the limit itself pass and refuses what is beyond', (reason, at, beyond) => {
    expect(judge(at)).toBeUndefined();
    expect(judge(beyond)).toMatchObject({ code: -1103, data: { reasons: [reason] } });
  });
});

it('says all that is wrong at once, with numbers that a person can act on', () => {
  const error = judge({ eyeDistance: 13.9, brightness: 3, pose: { pitch: 0, yaw: 61.4, roll: 170 } });
  expect(error?.data?.reasons).toEqual(['too_small', 'too_dark', 'turned_away']);
  expect(error?.message).toMatch(/^SDK_FEAT_PROCESSFAILED: .*only 13 px .*; .*too dark.*; .*aside by 61°/);
});

it('names both ways in which a face is turned away, and gives that reason once', () => {
  const error = judge({ pose: { pitch: -40, yaw: 50, roll: 0 } });
  expect(error?.data?.reasons).toEqual(['turned_away']);
  expect(error?.message).toMatch(/aside by 50°.*; .*down by 40°/);
});

it('does not mind a tilted head, which alignment levels', () => {
  expect(judge({ pose: { pitch: 0, yaw: 0, roll: 180 } })).toBeUndefined();
});
