import { describe, expect, it } from 'vitest';
import { seenFace } from '../testing';
import { isClear, isPresent, Jumps, observe, Repeats, StageLog } from '.';

describe('frames that are equal to the last bit', () => {
  const offerAll = (fingerprints: readonly number[], everyMs = 80) => {
    const repeats = new Repeats();
    const said = fingerprints.map((fingerprint, i) =>
      repeats.offer(observe(i * everyMs, seenFace({ fingerprint }))),
    );
    return said.indexOf(true);
  };

  it('are refused where they stand still', () => {
    expect(offerAll(Array(30).fill(7))).toBe(10);
  });

  it('are refused where they come again after others', () => {
    expect(offerAll([1, 2, 3, 4, 1, 2])).toBe(5);
  });

  it('are a stutter where they stand still for a moment', () => {
    expect(offerAll([1, 1, 1, 2, 2, 3, 4, 4, 4, 4, 5])).toBe(-1);
    expect(offerAll([1, 1, 1, 1, 1, 1, 2, 3], 33)).toBe(-1);
  });

  it('say nothing where nobody is to be seen', () => {
    const repeats = new Repeats();
    for (let i = 0; i < 50; i++) expect(repeats.offer(observe(i * 80, null))).toBe(false);
  });
});

describe('a face may have been exchanged', () => {
  const jumpAt = (frames: readonly ReturnType<typeof observe>[]) => {
    const jumps = new Jumps();
    return frames.map((frame) => jumps.offer(frame));
  };
  const at = (timeMs: number, x = 250) => observe(timeMs, seenFace({ x }));

  it('where it jumps or was away', () => {
    expect(jumpAt([at(0), at(80, 400)])).toEqual([false, true]);
    expect(jumpAt([at(0), observe(80, null), observe(300, null), at(380)])).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('not where it moves or blinks out for one frame', () => {
    expect(jumpAt([at(0), at(80, 280), observe(160, null), at(240, 300)])).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('an observation', () => {
  it('is of one face, or of several where another is nearly as large', () => {
    expect(isPresent(observe(0, seenFace()))).toBe(true);
    expect(isPresent(observe(0, seenFace({ others: [40] })))).toBe(true);
    expect(isPresent(observe(0, seenFace({ others: [90] })))).toBe(false);
    expect(isPresent(observe(0, null))).toBe(false);
  });

  it('is clear where its picture is good', () => {
    expect(isClear(observe(0, seenFace()))).toBe(true);
    expect(isClear(observe(0, seenFace({ blur: 0.2 })))).toBe(false);
  });
});

describe('what a stage lacked', () => {
  const why = (frames: readonly ReturnType<typeof observe>[], ms = 1000) => {
    const log = new StageLog();
    for (const frame of frames) log.offer(frame);
    return log.why(ms);
  };
  const ten = (make: () => ReturnType<typeof observe>) => Array.from({ length: 10 }, make);

  it.each([
    ['no_face', () => observe(0, null)],
    ['several_faces', () => observe(0, seenFace({ others: [140] }))],
    ['poor_frames', () => observe(0, seenFace({ blur: 0.3 }))],
    ['too_late', () => observe(0, seenFace())],
  ] as const)('is %s', (reason, make) => {
    expect(why(ten(make))).toBe(reason);
  });

  it('is frames, where they are too few to show a blink', () => {
    expect(
      why(
        ten(() => observe(0, seenFace())),
        5000,
      ),
    ).toBe('too_few_frames');
  });
});
