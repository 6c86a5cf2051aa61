import type { LivenessAction } from '../../../../src';
import { type Attitude, STILL } from '../head';
import type { Chance } from './chance';

type Part = 'yaw' | 'pitch' | 'lids' | 'mouth';

/** One thing that moves away from rest and back, ms. */
export interface Move {
  readonly part: Part;
  readonly by: number;
  readonly startMs: number;
  readonly riseMs: number;
  readonly holdMs: number;
  readonly fallMs: number;
}

export function endOf({ startMs, riseMs, holdMs, fallMs }: Move): number {
  return startMs + riseMs + holdMs + fallMs;
}

/** When it has begun to go back. */
export function turnOf({ startMs, riseMs, holdMs }: Move): number {
  return startMs + riseMs + holdMs;
}

/** How far lips part, in face widths: 25 to 39 mm of 140, and 50 mm at most. */
const MOUTH = { usual: [0.18, 0.28], most: 0.36 } as const;

/** A blink that nobody asked for. */
export function naturalBlink(chance: Chance, startMs: number): Move {
  return {
    part: 'lids',
    by: 1,
    startMs,
    riseMs: chance.between(50, 80),
    holdMs: chance.between(30, 70),
    fallMs: chance.between(90, 150),
  };
}

/** What a person does who was asked for an action. `strength`: 1, more for somebody who was not understood. */
export function gestureOf(
  action: LivenessAction,
  startMs: number,
  chance: Chance,
  strength: number,
): readonly Move[] {
  switch (action) {
    case 'blink':
      return [
        {
          part: 'lids',
          by: 1,
          startMs,
          riseMs: chance.between(70, 110),
          holdMs: chance.between(60, 140),
          fallMs: chance.between(90, 150),
        },
      ];
    case 'turn_left':
    case 'turn_right': {
      const by = Math.min(40, strength * chance.between(24, 34));
      return [
        {
          part: 'yaw',
          by: action === 'turn_left' ? by : -by,
          startMs,
          riseMs: chance.between(350, 600),
          holdMs: chance.between(250, 600),
          fallMs: chance.between(350, 600),
        },
      ];
    }
    case 'nod':
      return [
        {
          part: 'pitch',
          by: -strength * chance.between(16, 24),
          startMs,
          riseMs: chance.between(220, 400),
          holdMs: chance.between(50, 200),
          fallMs: chance.between(250, 450),
        },
      ];
    case 'open_mouth':
      return [
        {
          part: 'mouth',
          by: Math.min(MOUTH.most, strength * chance.between(...MOUTH.usual)),
          startMs,
          riseMs: chance.between(180, 350),
          holdMs: chance.between(300, 700),
          fallMs: chance.between(180, 350),
        },
      ];
  }
}

/** The moves together, on top of a way to hold the head. */
export function withMoves(base: Attitude, moves: readonly Move[], timeMs: number): Attitude {
  const sum = { yaw: 0, pitch: 0, lids: 0, mouth: 0 };
  for (const move of moves) sum[move.part] += move.by * shareAt(move, timeMs);
  return {
    ...base,
    yaw: base.yaw + sum.yaw,
    pitch: base.pitch + sum.pitch,
    lids: Math.min(1, STILL.lids + sum.lids),
    mouth: sum.mouth,
  };
}

function shareAt({ startMs, riseMs, holdMs, fallMs }: Move, timeMs: number): number {
  const since = timeMs - startMs;
  if (since <= 0) return 0;
  if (since < riseMs) return ease(since / riseMs);
  if (since < riseMs + holdMs) return 1;
  return 1 - ease(Math.min(1, (since - riseMs - holdMs) / fallMs));
}

function ease(x: number): number {
  return x * x * (3 - 2 * x);
}
