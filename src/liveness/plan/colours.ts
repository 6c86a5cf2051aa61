import type { LivenessColour } from '../../api';
import { type Random, shuffled } from './random';

/**
 * How long a colour stays at least, ms: 2.9 changes a second. WCAG 2.3.1 allows three flashes a second, of two changes each; red comes
 * once, so that no two red flashes follow each other at all.
 */
export const PATCH_MS = 350;

/** Those that say which light is on the face. */
const TELLING: readonly LivenessColour[] = ['red', 'green', 'blue'];
/** Those that fill up: never red. */
const MORE: readonly LivenessColour[] = ['green', 'blue', 'white', 'black'];
const LEAST = 6;
const MOST = 8;

/** Six to eight colours, red, green and blue among them, red once, and never the same twice in a row. */
export function planColours(random: Random, most = MOST): LivenessColour[] {
  const count = LEAST + random(most - LEAST + 1);
  const more = Array.from({ length: count - TELLING.length }, () => MORE[random(MORE.length)]);
  for (;;) {
    const planned = shuffled([...TELLING, ...more], random);
    if (planned.every((colour, i) => colour !== planned[i - 1])) return planned;
    // Four of a kind among six never fit.
    more[random(more.length)] = MORE[random(MORE.length)];
  }
}
