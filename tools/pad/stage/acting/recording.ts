import type { LivenessAction, LivenessColour, LivenessPrompt } from '../../../../src';
import type { Chance } from './chance';

const ACTIONS: readonly LivenessAction[] = ['blink', 'turn_left', 'turn_right', 'nod', 'open_mouth'];
const COLOURS: readonly LivenessColour[] = ['white', 'red', 'green', 'blue', 'black'];

/** Prompts of a session that was recorded another time, in an order of its own, again and again. */
export class Recording {
  readonly #chance: Chance;
  readonly #kind: 'actions' | 'flash';
  #nextMs: number;

  constructor(chance: Chance, kind: 'actions' | 'flash') {
    this.#chance = chance;
    this.#kind = kind;
    this.#nextMs = chance.between(0, 800);
  }

  /** Those that fall due by then, with their times. */
  *due(timeMs: number): Generator<readonly [LivenessPrompt, number]> {
    while (this.#nextMs <= timeMs) {
      yield [this.#draw(), this.#nextMs];
      this.#nextMs +=
        this.#kind === 'actions' ? this.#chance.between(1800, 2600) : this.#chance.between(350, 450);
    }
  }

  #draw(): LivenessPrompt {
    return this.#kind === 'actions'
      ? { kind: 'action', action: this.#chance.pick(ACTIONS), left: 2, skip: () => {} }
      : { kind: 'flash', colour: this.#chance.pick(COLOURS), left: 2 };
  }
}
