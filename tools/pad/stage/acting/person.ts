import type { LivenessAction, LivenessPrompt } from '../../../../src';
import { type Attitude, STILL } from '../head';
import type { Chance } from './chance';
import { endOf, gestureOf, type Move, naturalBlink, turnOf, withMoves } from './gesture';

const REACTION_MS = [250, 700] as const;
/** Between two blinks. */
const BLINK_EVERY_MS = [2000, 6000] as const;
/** Who has done what was asked for, and is still asked for it, does it again after this long, and more plainly. */
const PATIENCE_MS = [1000, 1800] as const;
const STRONGER = 1.2;
const LAST_COLOUR_MS = 200;

/** Slow movement that nobody means: a sum of two waves. */
interface Sway {
  readonly by: number;
  readonly periods: readonly [number, number];
  readonly phases: readonly [number, number];
}

/** Somebody who does what is asked for, after a moment, and never holds quite still. */
export class Person {
  readonly #chance: Chance;
  readonly #sways: Readonly<Record<'yaw' | 'pitch' | 'roll' | 'right' | 'down' | 'near', Sway>>;
  readonly #moves: Move[] = [];
  #asked: { readonly action: LivenessAction; readonly left: number } | null = null;
  #strength = 1;
  #again = Number.POSITIVE_INFINITY;
  #free = 0;
  #blinkAt: number;
  /** From when on nothing more is to be done: the last action begins to go back, the last colour is there. Infinity before. */
  #lastTurnMs = Number.POSITIVE_INFINITY;
  readonly #promptsMs: number[] = [];

  constructor(chance: Chance) {
    this.#chance = chance;
    const sway = (by: number): Sway => ({
      by,
      periods: [chance.between(2500, 4500), chance.between(900, 1800)],
      phases: [chance.between(0, 6.28), chance.between(0, 6.28)],
    });
    this.#sways = {
      yaw: sway(1.5),
      pitch: sway(1.2),
      roll: sway(0.8),
      right: sway(0.02),
      down: sway(0.015),
      near: sway(0.015),
    };
    this.#blinkAt = chance.between(500, BLINK_EVERY_MS[1]);
  }

  get lastTurnMs(): number {
    return this.#lastTurnMs;
  }

  /** When the first, second … action or colour was asked for. Infinity before. */
  askedMs(which: number): number {
    return this.#promptsMs[which - 1] ?? Number.POSITIVE_INFINITY;
  }

  prompt(prompt: LivenessPrompt, timeMs: number): void {
    if (prompt.kind === 'action' || prompt.kind === 'flash') this.#promptsMs.push(timeMs);
    this.#again = Number.POSITIVE_INFINITY;
    this.#strength = 1;
    this.#asked = prompt.kind === 'action' ? { action: prompt.action, left: prompt.left } : null;
    if (prompt.kind === 'flash')
      this.#lastTurnMs = prompt.left === 1 ? timeMs + LAST_COLOUR_MS : Number.POSITIVE_INFINITY;
    if (prompt.kind === 'action') this.#lastTurnMs = Number.POSITIVE_INFINITY;
    if (this.#asked)
      this.#act(this.#asked, Math.max(timeMs + this.#chance.between(...REACTION_MS), this.#free));
  }

  at(timeMs: number): Attitude {
    if (this.#asked && timeMs >= this.#again) {
      this.#strength *= STRONGER;
      this.#act(this.#asked, timeMs);
    }
    while (timeMs >= this.#blinkAt) {
      // Nobody blinks beside an action on purpose, but it happens between.
      if (timeMs > this.#free) this.#moves.push(naturalBlink(this.#chance, this.#blinkAt));
      this.#blinkAt += this.#chance.between(...BLINK_EVERY_MS);
    }
    const { yaw, pitch, roll, right, down, near } = this.#sways;
    const base: Attitude = {
      ...STILL,
      yaw: swayAt(yaw, timeMs),
      pitch: swayAt(pitch, timeMs),
      roll: swayAt(roll, timeMs),
      right: swayAt(right, timeMs),
      down: swayAt(down, timeMs),
      near: 1 + swayAt(near, timeMs),
    };
    return withMoves(base, this.#moves, timeMs);
  }

  #act({ action, left }: { action: LivenessAction; left: number }, startMs: number): void {
    const moves = gestureOf(action, startMs, this.#chance, this.#strength);
    this.#moves.push(...moves);
    this.#free = Math.max(...moves.map(endOf));
    this.#again = this.#free + this.#chance.between(...PATIENCE_MS);
    if (left === 1) this.#lastTurnMs = Math.min(this.#lastTurnMs, ...moves.map(turnOf));
  }
}

function swayAt({ by, periods, phases }: Sway, timeMs: number): number {
  const wave = (i: 0 | 1) => Math.sin((2 * Math.PI * timeMs) / periods[i] + phases[i]);
  return by * (0.7 * wave(0) + 0.3 * wave(1));
}
