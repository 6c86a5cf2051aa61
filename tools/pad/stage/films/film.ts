import type { LivenessFrame, LivenessPrompt } from '../../../../src';
import type { Species } from '../../species';
import { Chance } from '../acting';
import { Camera, Files, targetOf } from '../picture';
import { FRAME, type Scene } from './scene';
import { type Cast, sceneOf } from './species';

/** Nobody sits before a camera for longer. */
const LONGEST_MS = 60_000;
const STEPS_MS = [66.7, 71.4, 80] as const;
const JITTER_MS = 3;
const DROPPED = 0.01;

/** A film that is made while it is watched, by a clock of its own: frames take no real time. */
export class Film {
  readonly #scene: Scene;
  readonly #camera: Camera;
  readonly #chance: Chance;
  readonly #target = targetOf(FRAME.width, FRAME.height);
  readonly #files = new Files(FRAME.width, FRAME.height);
  readonly #quality: number;
  readonly #repeated: boolean;
  readonly #stepMs: number;
  #timeMs: number;
  #first: Blob | undefined;

  constructor(species: Species, cast: Omit<Cast, 'chance'>, seed: number) {
    this.#chance = new Chance(seed);
    this.#scene = sceneOf(species, { ...cast, chance: this.#chance });
    this.#camera = new Camera(this.#chance);
    this.#quality = this.#chance.between(0.8, 0.92);
    this.#repeated = species === 'repeated';
    this.#stepMs = this.#chance.pick(STEPS_MS);
    this.#timeMs = 0;
  }

  /** When the last frame was taken, ms. */
  get timeMs(): number {
    return this.#timeMs;
  }

  prompt(prompt: LivenessPrompt): void {
    this.#scene.prompt(prompt, this.#timeMs);
  }

  async *frames(): AsyncGenerator<LivenessFrame> {
    for (; this.#timeMs < LONGEST_MS; this.#timeMs += this.#wait()) {
      yield { image: await this.#shoot(), timeMs: this.#timeMs };
    }
  }

  /** What the camera takes at a time, for who has a clock. Times never go back. */
  expose(timeMs: number): ImageData {
    this.#timeMs = timeMs;
    const brightness = this.#scene.draw(timeMs, this.#target);
    return this.#camera.take(this.#target, timeMs, brightness);
  }

  async #shoot(): Promise<Blob> {
    if (this.#first) return this.#first;
    const shot = await this.#files.jpeg(this.expose(this.#timeMs), this.#quality);
    if (this.#repeated) this.#first = shot;
    return shot;
  }

  #wait(): number {
    const steps = this.#chance.next() < DROPPED ? 2 : 1;
    return Math.max(20, steps * this.#stepMs + JITTER_MS * this.#chance.normal());
  }
}
