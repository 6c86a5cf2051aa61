import { describe, expect, it } from 'vitest';
import { anotherInstead, planActions, planColours, unpredictable } from '.';

const many = <T>(make: () => T) => Array.from({ length: 2000 }, make);
const TURNS = ['turn_left', 'turn_right'];

describe('actions', () => {
  it('are three or four different ones, a turn among them, in every order', () => {
    const plans = many(() => planActions([], unpredictable));
    for (const plan of plans) {
      expect([3, 4]).toContain(plan.length);
      expect(new Set(plan).size).toBe(plan.length);
      expect(plan.some((action) => TURNS.includes(action))).toBe(true);
    }
    // 54 of three that hold a turn, and 120 of four.
    expect(new Set(plans.map((plan) => plan.join())).size).toBeGreaterThan(150);
    const share = plans.filter((plan) => plan.length === 3).length / plans.length;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.6);
  });

  it('are never ones that the caller leaves out', () => {
    for (const plan of many(() => planActions(['blink', 'turn_left'], unpredictable))) {
      expect(plan).not.toContain('blink');
      expect(plan).not.toContain('turn_left');
      expect(plan).toContain('turn_right');
    }
    expect(planActions(['blink', 'turn_left', 'turn_right', 'nod'], unpredictable)).toEqual(['open_mouth']);
    expect(planActions(['blink', 'turn_left', 'turn_right', 'nod', 'open_mouth'], unpredictable)).toEqual([]);
  });

  it('that are skipped leave another, and what shows depth stays', () => {
    expect(
      anotherInstead(
        { taken: ['turn_left', 'blink', 'nod', 'open_mouth'], staying: ['blink', 'open_mouth'] },
        () => 0,
      ),
    ).toBe('turn_right');
    const onlyMoveSkipped = { taken: ['nod', 'blink', 'turn_left'], staying: ['blink'] } as const;
    for (let i = 0; i < 2; i++) expect(anotherInstead(onlyMoveSkipped, () => 0)).toBe('turn_right');
    const allMovesSkipped = {
      taken: ['nod', 'turn_left', 'turn_right', 'blink'],
      staying: ['blink', 'open_mouth'],
    } as const;
    expect(anotherInstead(allMovesSkipped, () => 0)).toBeUndefined();
    const all = ['nod', 'turn_left', 'turn_right', 'blink', 'open_mouth'] as const;
    expect(anotherInstead({ taken: all, staying: ['nod', 'blink'] }, () => 0)).toBe('none');
    expect(anotherInstead({ taken: all, staying: ['nod'] }, () => 0)).toBeUndefined();
  });
});

it('colours are six to eight, each primary among them, red once, and never the same twice in a row', () => {
  for (const colours of many(() => planColours(unpredictable))) {
    expect([6, 7, 8]).toContain(colours.length);
    for (const colour of ['red', 'green', 'blue'] as const) expect(colours).toContain(colour);
    expect(colours.filter((colour) => colour === 'red')).toHaveLength(1);
    colours.slice(1).forEach((colour, i) => {
      expect(colour).not.toBe(colours[i]);
    });
  }
});

it('what is drawn is within its limit, and everything is', () => {
  const drawn = many(() => unpredictable(3));
  expect(new Set(drawn)).toEqual(new Set([0, 1, 2]));
});
