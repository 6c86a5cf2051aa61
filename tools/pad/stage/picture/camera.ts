import type { Chance, Light } from '../acting';
import { develop, grainOf, type Target } from './picture';

/** How fast automatic exposure follows, ms, and how much of a change it makes up for. */
const ADAPTS_IN_MS = 600;
const ADAPTS_BY = 0.5;

/** A webcam: each has its own exposure, white balance, softness and noise, and follows the light slowly. */
export class Camera {
  readonly #chance: Chance;
  readonly #gain: Light;
  readonly #noise: number;
  readonly #soft: number;
  readonly #grain: Float32Array;
  #adapted = 1;
  #lastMs: number | null = null;

  constructor(chance: Chance) {
    this.#chance = chance;
    const exposure = chance.between(0.8, 1.1);
    const warmth = chance.between(-0.06, 0.06);
    this.#gain = [exposure * (1 + warmth), exposure, exposure * (1 - warmth)];
    this.#noise = chance.between(0.004, 0.012);
    this.#soft = chance.between(0, 0.3);
    this.#grain = grainOf(chance.next);
  }

  /**
   * Takes what a target shows. Times never go back.
   *
   * @param brightness of the scene by that without the screen's light, which exposure follows
   */
  take(from: Target, timeMs: number, brightness: number): ImageData {
    const since = this.#lastMs === null ? Number.POSITIVE_INFINITY : timeMs - this.#lastMs;
    this.#lastMs = timeMs;
    const aim = brightness ** -ADAPTS_BY;
    this.#adapted = aim + (this.#adapted - aim) * Math.exp(-since / ADAPTS_IN_MS);
    const [red, green, blue] = this.#gain;
    const exposure = {
      gain: [this.#adapted * red, this.#adapted * green, this.#adapted * blue] as const,
      noise: this.#noise,
      soft: this.#soft,
      grain: this.#chance.next(),
    };
    return develop(from, exposure, this.#grain);
  }
}
