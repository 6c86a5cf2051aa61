import type { LivenessAction } from '../../api';
import type { Distance } from './neutral';
import { extentOf, Held, type Recogniser } from './recognisers';

/** Nobody is held against who looks aside, speaks or laughs: it counts that many times what is asked for, and longer. People blink all the time. */
const UNMISTAKABLE = [
  ['turn_left', 1.5],
  ['turn_right', 1.5],
  ['nod', 1.5],
  ['open_mouth', 1.6],
] as const;
const FRAMES = 3;
const MS = 250;

/** Sees whether somebody clearly does something else than they were asked to, as a recording does. */
export class Unasked {
  readonly #recognisers: readonly Recogniser[];

  constructor(asked: LivenessAction) {
    this.#recognisers = UNMISTAKABLE.filter(([action]) => action !== asked).map(
      ([action, times]) => new Held((distance) => extentOf(action, distance) >= times, FRAMES, MS),
    );
  }

  offer(distance: Distance, timeMs: number): boolean {
    // Each of them hears of every frame.
    return this.#recognisers.map((each) => each.offer(distance, timeMs)).includes(true);
  }
}
