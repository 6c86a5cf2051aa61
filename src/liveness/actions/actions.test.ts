import { describe, expect, it } from 'vitest';
import type { LivenessAction } from '../../api';
import { isPresent, observe, type Present } from '../frames';
import { flatPhoto, headPoints, type Shown, seenFace } from '../testing';
import { depthOf, distanceFrom, neutralOf, recogniserOf, Unasked } from '.';

function present(shown: Shown, timeMs = 0): Present {
  const seen = observe(timeMs, seenFace(shown));
  if (!isPresent(seen)) throw new Error('no face');
  return seen;
}

const NEUTRAL = neutralOf([present({}), present({}), present({})]);

/** When an action was seen in frames that come every so many ms. */
function seenAt(action: LivenessAction, frames: readonly Shown[], everyMs = 80): number | undefined {
  const recogniser = recogniserOf(action);
  const at = frames.findIndex((shown, i) =>
    recogniser.offer(distanceFrom(NEUTRAL, present(shown).mesh), i * everyMs),
  );
  return at < 0 ? undefined : at;
}

const rest = (count: number): Shown[] => Array.from({ length: count }, () => ({}));
const times = (count: number, shown: Shown): Shown[] => Array.from({ length: count }, () => shown);

describe('a blink', () => {
  it('is open, closed, and open again', () => {
    expect(seenAt('blink', [...rest(2), { open: 0.82 }, { open: 0.9 }, ...rest(2)])).toBe(4);
  });

  it('is seen where a slow camera has one frame of it', () => {
    expect(seenAt('blink', [...rest(2), { open: 0.3 }, ...rest(2)], 140)).toBe(3);
  });

  it('is not one bad frame of a fast camera', () => {
    expect(seenAt('blink', [...rest(4), { open: 0.3 }, ...rest(4)], 33)).toBeUndefined();
  });

  it('is not a pair of eyes that is closed for long, or for good', () => {
    expect(seenAt('blink', [...rest(2), ...times(9, { open: 0.3 }), ...rest(2)])).toBeUndefined();
    expect(seenAt('blink', [...rest(2), ...times(9, { open: 0.3 })])).toBeUndefined();
  });

  it('is not the noise of the mesh', () => {
    const noisy = Array.from({ length: 60 }, (_, i) => ({ open: 1 - 0.05 * Math.abs(Math.sin(7 * i)) }));
    expect(seenAt('blink', noisy)).toBeUndefined();
  });

  it('is not eyes that open first', () => {
    expect(seenAt('blink', [...times(3, { open: 0.3 }), ...rest(2)])).toBeUndefined();
  });

  it('is not a look down, which narrows the eyes', () => {
    const down = times(3, { open: 0.4, pitch: -14 });
    expect(seenAt('blink', [...rest(2), ...down, ...rest(2)])).toBeUndefined();
  });

  it('is measured by the person’s own eyes', () => {
    const narrow = times(3, { open: 0.7 });
    const neutral = neutralOf(narrow.map((shown) => present(shown)));
    const recogniser = recogniserOf('blink');
    const seen = [...narrow, { open: 0.58 }, ...narrow].map((shown, i) =>
      recogniser.offer(distanceFrom(neutral, present(shown).mesh), i * 80),
    );
    expect(seen).toContain(true);
  });
});

describe('a movement', () => {
  it.each([
    ['turn_left', { yaw: 20 }],
    ['turn_right', { yaw: -20 }],
    ['nod', { pitch: -15 }],
    ['nod', { pitch: 15 }],
    ['open_mouth', { mouth: 0.4 }],
  ] as const)('%s is seen in two frames of %j', (action, shown) => {
    expect(seenAt(action, [...rest(2), ...times(2, shown)])).toBe(3);
    expect(seenAt(action, [...rest(2), shown, ...rest(1), shown])).toBeUndefined();
  });

  it.each([
    ['turn_left', { yaw: -30 }],
    ['turn_right', { yaw: 30 }],
    ['turn_left', { yaw: 12 }],
    ['nod', { pitch: 7, yaw: 30 }],
    ['open_mouth', { mouth: 0.2 }],
  ] as const)('%s is not seen in %j', (action, shown) => {
    expect(seenAt(action, [...rest(2), ...times(9, shown)])).toBeUndefined();
  });

  it('counts from where the person looks at rest', () => {
    const aside = neutralOf(times(3, { yaw: 10 }).map((shown) => present(shown)));
    const recogniser = recogniserOf('turn_left');
    const at = (yaw: number) => recogniser.offer(distanceFrom(aside, present({ yaw }).mesh), 0);
    expect([at(20), at(20), at(28), at(28)]).toEqual([false, false, false, true]);
  });
});

describe('another action than the one asked for', () => {
  const isUnasked = (action: LivenessAction, frames: readonly Shown[]) => {
    const unasked = new Unasked(action);
    return frames.some((shown, i) => unasked.offer(distanceFrom(NEUTRAL, present(shown).mesh), i * 100));
  };

  it.each([
    ['blink', { yaw: 30 }],
    ['turn_left', { yaw: -30 }],
    ['turn_left', { pitch: -25 }],
    ['nod', { mouth: 0.6 }],
  ] as const)('is seen: asked for %s, shown %j', (action, shown) => {
    expect(isUnasked(action, times(4, shown))).toBe(true);
  });

  it.each([
    ['a short look aside', 'blink', times(2, { yaw: 40 })],
    ['a small one', 'nod', times(9, { yaw: 20 })],
    ['speaking', 'turn_left', times(9, { mouth: 0.3 })],
    ['a blink', 'turn_left', times(9, { open: 0.2 })],
    ['what was asked for', 'turn_left', times(9, { yaw: 40 })],
  ] as const)('is not %s', (_, action, frames) => {
    expect(isUnasked(action, frames)).toBe(false);
  });
});

describe('depth', () => {
  it('is nothing for a plane, however it is turned', () => {
    for (const yaw of [0, 15, 30, 45]) expect(depthOf(headPoints(), flatPhoto(yaw))).toBeLessThan(0.001);
  });

  it('grows with the turn of a head', () => {
    const depths = [5, 17, 30].map((yaw) => depthOf(headPoints(), headPoints({ yaw })));
    expect(depths[0]).toBeLessThan(depths[1]);
    expect(depths[1]).toBeLessThan(depths[2]);
    expect(depths[1]).toBeGreaterThan(0.012);
  });

  it('does not depend on size and place', () => {
    const turned = headPoints({ yaw: 20 });
    const moved = turned.map((value) => 2 * value + 100);
    expect(depthOf(headPoints(), moved)).toBeCloseTo(depthOf(headPoints(), turned), 4);
  });

  it('is 0 where points say nothing', () => {
    expect(depthOf(new Float32Array(3 * 468), headPoints())).toBe(0);
  });
});
