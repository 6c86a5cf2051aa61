import { expect, it } from 'vitest';
import { faults, GUIDANCE, goodButForPose, hintFor } from './guidance';
import type { Hint } from './hint';
import { faceLook } from './look';
import { MOST_SHOTS, stepsFor } from './pose-steps';
import { aLook } from './testing';

const [straight, left] = stepsFor(2);

/** What is said about a second frame, a tenth of a second after a good first one. */
function said(...of: Parameters<typeof aLook> extends [number, ...infer Rest] ? Rest : never): Hint {
  const before = aLook(0);
  const look = aLook(100, ...of);
  return hintFor(look, faceLook(look, before), straight);
}

const pose = (yaw: number, pitch = 0) => ({ pose: { yaw, pitch, roll: 0 } });

it.each<[Hint, Parameters<typeof said>[0]]>([
  ['good', {}],
  ['into_frame', { visible: GUIDANCE.visible - 0.01 }],
  ['closer', { eyeDistance: GUIDANCE.eyeDistance - 1 }],
  ['too_dark', { brightness: GUIDANCE.brightness - 1 }],
  ['too_bright', { white: GUIDANCE.white + 0.01 }],
  ['more_light', { contrast: GUIDANCE.contrast - 1 }],
  ['uncover', { score: GUIDANCE.score - 0.01 }],
  ['hold_still', { blur: GUIDANCE.blur + 0.001 }],
  ['straight', pose(GUIDANCE.yaw + 1)],
  ['straight', pose(0, -GUIDANCE.pitch - 1)],
])('says "%s" of %o', (hint, quality) => {
  expect(said(quality)).toBe(hint);
});

it('says what comes first where several things are wrong', () => {
  expect(said({ brightness: 10, visible: 0.5, ...pose(40) })).toBe('into_frame');
  expect(said({ brightness: 10, ...pose(40) })).toBe('too_dark');
});

it('asks for one person only, but for people far behind', () => {
  expect(said({}, { others: [150] })).toBe('one_person');
  expect(said({}, { others: [90] })).toBe('good');
});

it('asks for a face where there is none, and for all of it where it cannot be measured', () => {
  const none = { ...aLook(0), faces: [] };
  expect(hintFor(none, faceLook(none, undefined), straight)).toBe('no_face');
  const look = aLook(0);
  const unmeasured = { ...look, faces: [{ ...look.faces[0], quality: null }] };
  expect(hintFor(unmeasured, faceLook(unmeasured, undefined), straight)).toBe('into_frame');
});

it('asks to hold still until two frames show the same place', () => {
  const look = aLook(100);
  expect(hintFor(look, faceLook(look, undefined), straight)).toBe('hold_still');
  expect(said({}, { dx: 3 })).toBe('good');
  // 16 px of 80 between the eyes in a tenth of a second: two eye distances a second.
  expect(said({}, { dx: 16 })).toBe('hold_still');
});

it('asks for the pose of the step, whichever way it is missed', () => {
  const of = (yaw: number) => {
    const look = aLook(100, pose(yaw));
    return hintFor(look, faceLook(look, aLook(0)), left);
  };
  expect(of(0)).toBe('turn_left');
  expect(of(-20)).toBe('turn_left');
  expect(of(18)).toBe('good');
  expect(of(40)).toBe('turn_left');
});

it('knows which frames are good but for their pose', () => {
  const judge = (quality: Parameters<typeof said>[0]) => {
    const look = faceLook(aLook(100, quality), aLook(0));
    return look !== undefined && goodButForPose(look);
  };
  expect(judge(pose(40))).toBe(true);
  expect(judge({ ...pose(40), blur: 0.2 })).toBe(false);
});

it('orders frames by sharpness, stillness and nearness to the pose', () => {
  const of = (quality: Parameters<typeof said>[0], dx = 0) => {
    const look = faceLook(aLook(100, quality, { dx }), aLook(0));
    return look ? faults(look, straight) : Number.NaN;
  };
  const best = of({});
  for (const worse of [of({ blur: 0.05 }), of(pose(10)), of(pose(0, 10)), of({ score: 0.85 }), of({}, 4)]) {
    expect(worse).toBeGreaterThan(best);
  }
});

it('has poses for up to five frames, all well within what enrolment takes', () => {
  const steps = stepsFor(MOST_SHOTS);
  expect(new Set(steps.map(({ hint }) => hint)).size).toBe(5);
  for (const { yaw, pitch } of steps) {
    expect(Math.max(...yaw.map(Math.abs))).toBeLessThan(45);
    expect(Math.max(...pitch.map(Math.abs))).toBeLessThan(30);
  }
});
