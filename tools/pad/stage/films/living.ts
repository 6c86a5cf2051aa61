import type { LivenessPrompt } from '../../../../src';
import type { Chance, Light, Person, Shine } from '../acting';
import { STILL } from '../head';
import { clear, draw, type Target } from '../picture';
import type { Head } from '../props';
import { FACE_AT, LIT_SHARE, ROOM, type Scene } from './scene';

/** Which of the heads is before the camera. */
export type Whose = (timeMs: number, person: Person | null) => number;

/** People before the camera, one at a time, who move and are lit by the screen. */
export class Living implements Scene {
  readonly #heads: readonly Head[];
  readonly #person: Person | null;
  readonly #shine: Shine | null;
  readonly #strength: number;
  readonly #whose: Whose;

  /**
   * @param person who acts; null for one that is quite still
   * @param shine null where no light of the screen arrives
   * @param strength light of a white screen by that of the room
   */
  constructor(
    heads: readonly Head[],
    person: Person | null,
    light: { readonly shine: Shine; readonly strength: number } | null,
    whose: Whose = () => 0,
  ) {
    this.#heads = heads;
    this.#person = person;
    this.#shine = light?.shine ?? null;
    this.#strength = light?.strength ?? 0;
    this.#whose = whose;
  }

  prompt(prompt: LivenessPrompt, timeMs: number): void {
    this.#person?.prompt(prompt, timeMs);
    this.#shine?.prompt(prompt, timeMs);
  }

  draw(timeMs: number, to: Target): number {
    const attitude = this.#person?.at(timeMs) ?? STILL;
    const head = this.#heads[this.#whose(timeMs, this.#person)];
    const [screen, brightness] = lightOf(this.#shine, this.#strength, timeMs);
    clear(to);
    const { whole, lids, mouth } = head.parts(attitude, { ...FACE_AT, scale: 1 });
    const light = { room: ROOM, screen };
    draw(to, whole.sheet, { picture: whole.picture, ...light });
    draw(to, mouth.sheet, { picture: mouth.picture, ...light, inside: Math.min(1, attitude.mouth / 0.06) });
    if (attitude.lids > 0) draw(to, lids.sheet, { picture: lids.picture, ...light });
    return brightness;
  }
}

/** The screen's light as it arrives at a time, and how bright a scene is by what it is without. */
export function lightOf(
  shine: Shine | null,
  strength: number,
  timeMs: number,
): readonly [screen: Light, brightness: number] {
  const [red, green, blue] = shine?.at(timeMs) ?? [0, 0, 0];
  const screen = [strength * red, strength * green, strength * blue] as const;
  return [screen, 1 + (LIT_SHARE * (screen[0] + screen[1] + screen[2])) / 3];
}

/** How strongly a screen lights who sits before it: a dim one in a bright room to a bright one in a dim room. */
export function drawStrength(chance: Chance): number {
  return Math.exp(chance.between(Math.log(0.1), Math.log(0.4)));
}
