import type { LivenessAction } from '../../api';
import { type Random, shuffled } from './random';

const ALL: readonly LivenessAction[] = ['blink', 'turn_left', 'turn_right', 'nod', 'open_mouth'];

/** What shows whether the face has depth. One of them is always among what is asked for, unless the caller leaves all out. */
const TURNS: readonly LivenessAction[] = ['turn_left', 'turn_right'];
const MOVES: readonly LivenessAction[] = [...TURNS, 'nod'];

/** How many are asked for, at least; one more half of the time. */
const LEAST = 3;

/**
 * Three or four different actions in random order, a turn of the head among them; fewer where the caller leaves fewer.
 * Empty where nothing is left.
 */
export function planActions(
  without: readonly LivenessAction[],
  random: Random,
  most = LEAST + 1,
): LivenessAction[] {
  const allowed = ALL.filter((action) => !without.includes(action));
  const count = Math.min(allowed.length, LEAST + random(most - LEAST + 1));
  const planned = shuffled(allowed, random).slice(0, count);
  const turns = allowed.filter((action) => TURNS.includes(action));
  if (turns.length > 0 && !planned.some((action) => TURNS.includes(action)))
    planned[random(count)] = turns[random(turns.length)];
  return planned;
}

/** What somebody's skipping of an action leaves. */
interface Rest {
  /** All that is done, given up or ruled out by the caller, and what is still planned. */
  readonly taken: readonly LivenessAction[];
  /** What of these is done or still planned. */
  readonly staying: readonly LivenessAction[];
}

/**
 * What is asked for instead of an action that somebody cannot do: one that is not taken yet, or `none` where enough stay without it. A movement
 * of the head always stays, so that nobody can skip what shows depth. Undefined where that cannot be.
 */
export function anotherInstead(
  { taken, staying }: Rest,
  random: Random,
): LivenessAction | 'none' | undefined {
  const shown = staying.some((action) => MOVES.includes(action));
  const left = (shown ? ALL : MOVES).filter((action) => !taken.includes(action));
  if (left.length > 0) return left[random(left.length)];
  return shown && staying.length >= LEAST - 1 ? 'none' : undefined;
}
