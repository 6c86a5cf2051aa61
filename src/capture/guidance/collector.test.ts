import { expect, it } from 'vitest';
import { Collector } from './collector';
import { stepsFor } from './pose-steps';
import { aLook } from './testing';

const TENTH = 100;
const pose = (yaw: number, pitch = 0) => ({ pose: { yaw, pitch, roll: 0 } });

it('takes the best of several good frames, and keeps no other', () => {
  const collector = new Collector(stepsFor(1), 6000);
  const blurs = [0.05, 0.04, 0.02, 0.045, 0.03, 0.05];
  const verdicts = blurs.map((blur, i) => collector.done || collector.offer(aLook(i * TENTH, { blur })));
  // The first frame has nothing to compare its place with.
  expect(verdicts.map((verdict) => typeof verdict === 'object' && verdict.keep)).toEqual([
    false,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(verdicts.at(-1)).toMatchObject({ hint: 'good', taken: { quality: { blur: 0.02 } } });
  expect(collector.done).toBe(true);
  expect(() => collector.offer(aLook(9999))).toThrow(RangeError);
});

it('does not wait for five good frames for ever', () => {
  const collector = new Collector(stepsFor(1), 6000);
  collector.offer(aLook(0));
  expect(collector.offer(aLook(TENTH)).keep).toBe(true);
  let at = 2 * TENTH;
  for (; at < 1600; at += TENTH) expect(collector.offer(aLook(at, { brightness: 5 })).taken).toBeUndefined();
  expect(collector.offer(aLook(at, { brightness: 5 })).taken?.at).toBe(TENTH);
});

/** Offers good frames of these poses for so long each; the moments at which one was taken. */
function drive(collector: Collector, scenes: readonly (readonly [yaw: number, pitch: number, ms: number])[]) {
  const taken: { yaw: number; pitch: number }[] = [];
  let at = 0;
  for (const [yaw, pitch, ms] of scenes) {
    for (const end = at + ms; at < end && !collector.done; at += TENTH) {
      const frame = collector.offer(aLook(at, pose(yaw, pitch))).taken;
      if (frame) taken.push({ yaw: frame.quality.pose.yaw, pitch: frame.quality.pose.pitch });
    }
  }
  return taken;
}

it('collects a frame a pose, in the order asked for', () => {
  const collector = new Collector(stepsFor(5), 60_000);
  const taken = drive(collector, [
    [0, 0, 1000],
    [20, 0, 1000],
    [-20, 0, 1000],
    [0, 12, 1000],
    [0, -12, 1000],
  ]);
  expect(taken.map(({ yaw, pitch }) => [yaw, pitch])).toEqual([
    [0, 0],
    [20, 0],
    [-20, 0],
    [0, 12],
    [0, -12],
  ]);
});

it('waits for a pose, and takes who does not turn as they are when patience is over', () => {
  const patient = new Collector(stepsFor(3), 60_000);
  expect(drive(patient, [[0, 0, 10_000]])).toHaveLength(1);
  expect(patient.taken).toBe(1);

  const impatient = new Collector(stepsFor(3), 2000);
  expect(drive(impatient, [[0, 0, 20_000]])).toHaveLength(3);
  expect(impatient.done).toBe(true);
});

it('counts only the time in which nothing but the pose is wrong, and takes nobody who looks away', () => {
  const collector = new Collector(stepsFor(1), 2000);
  for (let at = 0; at < 10_000; at += TENTH) collector.offer({ ...aLook(at), faces: [] });
  for (let at = 10_000; at < 11_500; at += TENTH) {
    expect(collector.offer(aLook(at, pose(30))).taken).toBeUndefined();
  }
  for (let at = 11_500; at < 20_000; at += TENTH) {
    expect(collector.offer(aLook(at, pose(50))).taken).toBeUndefined();
  }
  expect(collector.taken).toBe(0);
});

it('takes no bad frame, however long it waits', () => {
  const collector = new Collector(stepsFor(1), 1000);
  for (let at = 0; at < 20_000; at += TENTH) {
    expect(collector.offer(aLook(at, { brightness: 5 }))).toMatchObject({
      hint: 'too_dark',
      taken: undefined,
    });
  }
  expect(collector.taken).toBe(0);
});
