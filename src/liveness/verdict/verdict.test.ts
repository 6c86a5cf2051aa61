import { describe, expect, it } from 'vitest';
import type { LivenessReason } from '../../api';
import { observe } from '../frames';
import { seenFace } from '../testing';
import { bondable, type Evidence, fuse, lowestPair } from '.';

const SEEN = { action: 'blink', askedMs: 0, seenMs: 900, skipped: false } as const;
const FLASH = {
  check: { passed: true, skin: 0.9, background: 0.1, lagMs: 100 },
  reason: null,
} as const;
const GOOD: Evidence = {
  ended: null,
  asked: { actions: true, flash: true },
  record: { actions: [SEEN, { ...SEEN, action: 'turn_left' }], depth: 0.03, changes: [], samples: [] },
  bond: 95,
  flash: FLASH,
  passive: null,
  suspicions: [],
};
const suspected = (weight: number) => [{ what: 'the camera', weight }];

describe('the verdict', () => {
  it('is true where all that was asked for was seen', () => {
    const verdict = fuse(GOOD);
    expect(verdict).toMatchObject({ live: true, reasons: [] });
    expect(verdict.score).toBeCloseTo(0.9);
    expect(verdict.checks.actions).toEqual({
      passed: true,
      actions: GOOD.record.actions,
      bond: 95,
      depth: 0.03,
    });
    expect(verdict.checks.flash).toEqual(FLASH.check);
    expect(verdict.checks.camera).toEqual({ assurance: 'software_only', suspicions: [] });
    // Not checked is not the same as failed.
    expect(verdict.checks).not.toHaveProperty('passive');
  });

  it.each([
    ['another person’s template', { bond: 79.9 }, 'another_person'],
    ['repeated frames', { ended: 'frames_repeated' }, 'frames_repeated'],
    ['a plane', { ended: 'flat' }, 'flat'],
    ['another action', { ended: 'wrong_action' }, 'wrong_action'],
    ['another camera', { ended: 'camera_changed' }, 'camera_changed'],
    [
      'other light',
      { flash: { check: { ...FLASH.check, passed: false }, reason: 'flash_mismatch' } },
      'flash_mismatch',
    ],
  ] as const)('is false for %s, whatever else', (_, change, reason) => {
    const verdict = fuse({ ...GOOD, passive: { score: 1, frames: 3 }, ...change });
    expect(verdict).toMatchObject({ live: false, score: 0 });
    expect(verdict.reasons).toContain(reason);
    const doubtful = fuse({ ...GOOD, suspicions: suspected(0.9), ...change });
    expect(doubtful).toMatchObject({ live: false });
    expect(doubtful.reasons[0]).toBe(reason);
  });

  it.each([
    'no_face',
    'several_faces',
    'too_late',
    'too_few_frames',
    'poor_frames',
  ] as const satisfies LivenessReason[])('stays open for %s', (ended) => {
    expect(fuse({ ...GOOD, ended, bond: null, flash: null })).toMatchObject({
      live: 'inconclusive',
      reasons: [ended],
      checks: { actions: { passed: false } },
    });
  });

  it('stays open in daylight, and where nobody could be compared', () => {
    const daylight = { check: { ...FLASH.check, passed: false }, reason: 'too_bright_surroundings' } as const;
    expect(fuse({ ...GOOD, flash: daylight })).toMatchObject({
      live: 'inconclusive',
      reasons: ['too_bright_surroundings'],
    });
    expect(fuse({ ...GOOD, bond: null })).toMatchObject({ live: 'inconclusive', reasons: ['poor_frames'] });
  });

  it('stays open for a camera that is much suspected', () => {
    expect(fuse({ ...GOOD, suspicions: suspected(0.6) })).toMatchObject({
      live: 'inconclusive',
      reasons: ['camera_suspicion'],
    });
    expect(fuse({ ...GOOD, suspicions: suspected(0.4) })).toMatchObject({ live: true, reasons: [] });
  });

  it('is never changed by the pair alone, which only adds to a suspicion', () => {
    const low = { score: 0.001, frames: 3 };
    expect(fuse({ ...GOOD, passive: low })).toMatchObject({ live: true, checks: { passive: low } });
    expect(fuse({ ...GOOD, passive: low, suspicions: suspected(0.2) })).toMatchObject({
      live: 'inconclusive',
      reasons: ['camera_suspicion', 'passive_suspicion'],
    });
    const high = { score: 1, frames: 3 };
    expect(fuse({ ...GOOD, passive: high, suspicions: suspected(0.6) })).toMatchObject({
      live: 'inconclusive',
    });
  });

  it('is open where nothing was asked for, however good the look', () => {
    const asked = { actions: false, flash: false };
    const looked = { ...GOOD, asked, flash: null, passive: { score: 0.98, frames: 3 } };
    expect(fuse(looked)).toMatchObject({ live: 'inconclusive', reasons: ['not_asked'] });
    expect(fuse(looked).checks).not.toHaveProperty('actions');
  });
});

describe('the bond', () => {
  it('is of the two templates that are least alike', () => {
    const [a, b, c] = [Float32Array.of(1, 0), Float32Array.of(0.8, 0.6), Float32Array.of(0.6, 0.8)];
    expect(lowestPair([a, b, c])).toEqual([a, c]);
    expect(lowestPair([a])).toBeUndefined();
  });

  it('counts clear frames that look into the camera', () => {
    const template = Float32Array.of(1, 0);
    const counts = (shown: Parameters<typeof seenFace>[0]) => bondable(observe(0, seenFace(shown)));
    expect(counts({ template })).toBe(true);
    expect(counts({})).toBe(false);
    for (const far of [{ yaw: 25 }, { pitch: -30 }, { mouth: 0.6 }, { blur: 0.3 }, { others: [140] }])
      expect(counts({ template, ...far })).toBe(false);
  });
});
