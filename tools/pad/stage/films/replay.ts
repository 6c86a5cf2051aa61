import type { LivenessPrompt } from '../../../../src';
import type { Recording } from '../acting';
import type { Target } from '../picture';
import type { Scene } from './scene';

/** A scene that was recorded another time: it did what was asked for then. */
export class Recorded implements Scene {
  readonly #scene: Scene;
  readonly #recording: Recording;

  constructor(scene: Scene, recording: Recording) {
    this.#scene = scene;
    this.#recording = recording;
  }

  prompt(): void {}

  draw(timeMs: number, to: Target): number {
    for (const [prompt, at] of this.#recording.due(timeMs)) this.#scene.prompt(prompt, at);
    return this.#scene.draw(timeMs, to);
  }
}

/** A scene that hears what the page shows, but later: sent to somebody elsewhere and back, or computed. */
export class Late implements Scene {
  readonly #scene: Scene;
  readonly #byMs: number;
  readonly #waiting: (readonly [LivenessPrompt, number])[] = [];

  constructor(scene: Scene, byMs: number) {
    this.#scene = scene;
    this.#byMs = byMs;
  }

  prompt(prompt: LivenessPrompt, timeMs: number): void {
    this.#waiting.push([prompt, timeMs + this.#byMs]);
  }

  draw(timeMs: number, to: Target): number {
    while (this.#waiting.length > 0 && this.#waiting[0][1] <= timeMs) {
      const [[prompt, at]] = this.#waiting.splice(0, 1);
      this.#scene.prompt(prompt, at);
    }
    return this.#scene.draw(timeMs, to);
  }
}
