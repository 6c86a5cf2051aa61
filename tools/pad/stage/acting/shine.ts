import type { LivenessColour, LivenessPrompt } from '../../../../src';

/** Red, green and blue light of a screen, each 0…1. */
export type Light = readonly [red: number, green: number, blue: number];

const COLOURS: Readonly<Record<LivenessColour, Light>> = {
  white: [1, 1, 1],
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
  black: [0, 0, 0],
};
/** A page with the camera's picture on it. */
const PAGE: Light = [0.5, 0.5, 0.5];

/** What the screen shines with, and when that arrives in a frame. */
export class Shine {
  readonly #lagMs: number;
  readonly #changes: { readonly light: Light; readonly fromMs: number }[] = [];

  /** @param lagMs from a prompt to the first frame that shows it: of the screen and the camera, constant */
  constructor(lagMs: number) {
    this.#lagMs = lagMs;
  }

  prompt(prompt: LivenessPrompt, timeMs: number): void {
    const light = prompt.kind === 'flash' ? COLOURS[prompt.colour] : PAGE;
    this.#changes.push({ light, fromMs: timeMs + this.#lagMs });
  }

  at(timeMs: number): Light {
    return this.#changes.findLast(({ fromMs }) => fromMs <= timeMs)?.light ?? PAGE;
  }
}
