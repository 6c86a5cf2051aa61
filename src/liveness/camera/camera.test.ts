import { describe, expect, it } from 'vitest';
import { observe } from '../frames';
import { seenFace } from '../testing';
import { CameraWatch, suspicionOf } from '.';

function track(label: string, deviceId = 'a', capabilities: object | null = { width: {} }) {
  const settings = { deviceId };
  const fake = {
    label,
    getSettings: () => settings,
    ...(capabilities && { getCapabilities: () => capabilities }),
  };
  return { track: fake as unknown as MediaStreamTrack, settings };
}

const frame = (timeMs: number) => observe(timeMs, seenFace());
const weightOf = (watch: CameraWatch, returns = 0) => suspicionOf(watch.suspicions(returns));

describe('a camera', () => {
  it('is not suspected for what most cameras are like', () => {
    for (const label of ['FaceTime HD Camera', 'Integrated Webcam (0c45:6366)', 'Logitech C920', '']) {
      expect(weightOf(new CameraWatch(track(label).track))).toBe(0);
    }
    expect(weightOf(new CameraWatch(track('Camera', 'a', null).track))).toBe(0);
    expect(weightOf(new CameraWatch(undefined))).toBe(0);
  });

  it.each(['OBS Virtual Camera', 'ManyCam Virtual Webcam', 'Dummy video device (0x0000)', 'Snap Camera'])(
    'is suspected enough where it is called %s',
    (label) => {
      expect(weightOf(new CameraWatch(track(label).track))).toBeGreaterThanOrEqual(0.5);
    },
  );

  it('is suspected a little where it can do nothing, comes like a clock, changes its size, or repeats a frame', () => {
    const watch = new CameraWatch(track('Camera', 'a', {}).track);
    expect(watch.suspicions(0).map(({ weight }) => weight)).toEqual([0.2]);
    const metronome = new CameraWatch(undefined);
    for (let i = 0; i < 30; i++) metronome.offer(frame(i * 100));
    expect(weightOf(metronome)).toBeCloseTo(0.1);
    const lively = new CameraWatch(undefined);
    for (let i = 0; i < 30; i++) lively.offer(frame(i * 100 + (i % 3)));
    expect(weightOf(lively)).toBe(0);
    const resized = new CameraWatch(undefined);
    for (const [i, size] of [
      { width: 640, height: 480 },
      { width: 480, height: 640 },
    ].entries())
      resized.offer({ ...frame(i), size });
    expect(weightOf(resized)).toBe(0);
    resized.offer({ ...frame(3), size: { width: 320, height: 240 } });
    expect(weightOf(resized)).toBeCloseTo(0.3);
    expect(weightOf(new CameraWatch(undefined), 1)).toBeCloseTo(0.4);
  });

  it('is refused where another takes its place', () => {
    const { track: camera, settings } = track('Camera');
    const watch = new CameraWatch(camera);
    expect(watch.offer(frame(0))).toBe(false);
    settings.deviceId = 'b';
    expect(watch.offer(frame(80))).toBe(true);
  });
});

it('suspicions add up as if each stood alone', () => {
  expect(suspicionOf([])).toBe(0);
  expect(
    suspicionOf([
      { what: 'a', weight: 0.5 },
      { what: 'b', weight: 0.5 },
    ]),
  ).toBe(0.75);
});
