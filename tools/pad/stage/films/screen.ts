import type { LivenessPrompt } from '../../../../src';
import { type Chance, Person, Shine } from '../acting';
import { Camera, clear, draw, type Picture, pictureOf, shownOf, type Target, targetOf } from '../picture';
import { boardSheet, caseOf, wallOf, wallSheet } from '../props';
import { lightOf } from './living';
import { FRAME, ROOM, type Scene } from './scene';

/** Share of the light that the glass throws back, and of the room's that the case does. */
const GLASS = 0.02;
/** How much of the frame the screen fills: its case is in the picture. */
const FILLS = [0.86, 0.98] as const;
const CASE_PX = 13;
/** The hand that holds it. */
const HAND = 0.35;

/** Another film on a screen that is held before the camera, with its case and the waves of pixels against pixels. */
export class Screen implements Scene {
  readonly #inner: Scene;
  readonly #camera: Camera;
  readonly #target = targetOf(FRAME.width, FRAME.height);
  readonly #hand: Person;
  readonly #shine: Shine;
  readonly #strength: number;
  readonly #fills: number;
  readonly #moire: readonly [number, number, number, number];
  readonly #brightness: number;
  readonly #wall: Picture;
  readonly #case: Picture;

  /** @param inner hears nothing of the page but by its own `prompt` */
  constructor(inner: Scene, chance: Chance, lagMs: number, strength: number) {
    this.#inner = inner;
    this.#camera = new Camera(chance);
    this.#hand = new Person(chance);
    this.#shine = new Shine(lagMs);
    this.#strength = strength;
    this.#fills = chance.between(...FILLS);
    this.#moire = [chance.between(40, 110), chance.between(-60, 60), chance.between(0.01, 0.05), GLASS];
    this.#brightness = chance.between(0.9, 1.2);
    this.#wall = pictureOf(wallOf(chance, FRAME.width, FRAME.height));
    this.#case = pictureOf(caseOf());
  }

  prompt(prompt: LivenessPrompt, timeMs: number): void {
    this.#inner.prompt(prompt, timeMs);
    this.#shine.prompt(prompt, timeMs);
  }

  draw(timeMs: number, to: Target): number {
    const lit = this.#inner.draw(timeMs, this.#target);
    const shown = shownOf(this.#camera.take(this.#target, timeMs, lit));
    const [screen, brightness] = lightOf(this.#shine, this.#strength, timeMs);
    const { width, height } = FRAME;
    clear(to);
    draw(to, wallSheet(width, height), { picture: this.#wall, room: ROOM, screen });
    const still = this.#hand.at(timeMs);
    const held = {
      ...still,
      yaw: HAND * still.yaw,
      pitch: HAND * still.pitch,
      roll: HAND * still.roll,
      lids: 0,
    };
    const placing = { x: width / 2, y: height / 2, scale: 1 };
    const size = { width: this.#fills * width, height: this.#fills * height };
    const frame = { width: size.width + 2 * CASE_PX, height: size.height + 2 * CASE_PX, light: 1 };
    const frameSheet = boardSheet(frame, held, 0, placing);
    const behind = frameSheet.positions.map((value, i) => (i % 3 === 2 ? value + 4 : value));
    draw(to, { ...frameSheet, positions: behind }, { picture: this.#case, room: ROOM, screen });
    const glow = [this.#brightness, this.#brightness, this.#brightness] as const;
    const glass = boardSheet({ ...size, light: 0 }, held, 0, placing);
    draw(to, glass, { picture: shown, room: glow, screen, moire: this.#moire });
    return 1 + 0.1 * (brightness - 1);
  }
}
