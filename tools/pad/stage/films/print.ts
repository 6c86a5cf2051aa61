import type { LivenessPrompt } from '../../../../src';
import { type Chance, Person, Shine } from '../acting';
import type { Attitude } from '../head';
import { clear, draw, type Picture, pictureOf, type Target } from '../picture';
import { boardSheet, Head, type Portrait, paperOf, wallOf, wallSheet } from '../props';
import { drawStrength, lightOf } from './living';
import { FACE_AT, FRAME, ROOM, type Scene } from './scene';

/** Of a print, by that of the face's distance from the screen. */
const PAPER_LIGHT = 1;
/** Eyes behind a paper are in its shadow. */
const BEHIND = { depth: 30, room: 0.6, light: 0.3 } as const;
/** Light that reaches the head and the body of who is behind it; less is their own background, which is not there. */
const NEAR_LIGHT = 0.35;

/** A portrait on paper, moved and bent by somebody who tries to do what is asked for. */
export class Print implements Scene {
  readonly #person: Person;
  readonly #shine: Shine;
  readonly #strength: number;
  readonly #paper: Picture;
  readonly #middle: readonly [x: number, y: number];
  readonly #wall: Picture;
  readonly #bend: { readonly by: number; readonly periodMs: number };
  readonly #behind: {
    readonly head: Head;
    readonly scale: number;
    readonly x: number;
    readonly y: number;
  } | null;

  /** @param behind who looks through holes where the portrait's eyes were, and blinks; null for a whole print */
  constructor(
    portrait: Portrait,
    behind: Portrait | null,
    canonical: Float32Array,
    chance: Chance,
    lagMs: number,
  ) {
    this.#person = new Person(chance);
    this.#shine = new Shine(lagMs);
    this.#strength = drawStrength(chance);
    const paper = paperOf(portrait, behind !== null);
    this.#paper = pictureOf(paper);
    this.#wall = pictureOf(wallOf(chance, FRAME.width, FRAME.height));
    this.#bend = { by: chance.between(-0.08, 0.08), periodMs: chance.between(2000, 5000) };
    const head = new Head(portrait, canonical);
    const edge = (paper.width - portrait.canvas.width) / 2;
    this.#middle = [head.middle[0] + edge - paper.width / 2, head.middle[1] + edge - paper.height / 2];
    if (behind === null) {
      this.#behind = null;
    } else {
      const own = eyesOf(portrait);
      const other = eyesOf(behind);
      const scale = own.apart / other.apart;
      const theirs = new Head(behind, canonical);
      this.#behind = {
        head: theirs,
        scale,
        x: FACE_AT.x + own.x - head.middle[0] - scale * (other.x - theirs.middle[0]),
        y: FACE_AT.y + own.y - head.middle[1] - scale * (other.y - theirs.middle[1]),
      };
    }
  }

  prompt(prompt: LivenessPrompt, timeMs: number): void {
    this.#person.prompt(prompt, timeMs);
    this.#shine.prompt(prompt, timeMs);
  }

  draw(timeMs: number, to: Target): number {
    const attitude = this.#person.at(timeMs);
    const [screen, brightness] = lightOf(this.#shine, this.#strength, timeMs);
    clear(to);
    const wall = wallSheet(FRAME.width, FRAME.height);
    draw(to, wall, { picture: this.#wall, room: ROOM, screen });
    if (this.#behind) this.#drawBehind(attitude, screen, to);
    const waves = Math.sin((2 * Math.PI * timeMs) / this.#bend.periodMs);
    // Where a mouth should open, paper can be bent.
    const bend = this.#bend.by * (0.5 + 0.5 * waves) + 0.5 * attitude.mouth;
    const [right, down] = this.#middle;
    const sheet = boardSheet(
      { width: this.#paper.width, height: this.#paper.height, light: PAPER_LIGHT },
      attitude,
      bend,
      {
        x: FACE_AT.x - right,
        y: FACE_AT.y - down,
        scale: 1,
      },
    );
    draw(to, sheet, { picture: this.#paper, room: ROOM, screen });
    return brightness;
  }

  #drawBehind(attitude: Attitude, screen: readonly [number, number, number], to: Target): void {
    if (!this.#behind) return;
    const { head, ...placing } = this.#behind;
    // Whoever holds it turns with it, and stays behind it.
    const { whole, lids } = head.parts({ ...attitude, mouth: 0 }, placing);
    const room = [BEHIND.room, BEHIND.room, BEHIND.room] as const;
    for (const { sheet, picture } of attitude.lids > 0 ? [whole, lids] : [whole]) {
      const positions = sheet.positions.map((value, i) =>
        i % 3 === 2 ? Math.max(value, -BEHIND.depth) + 4 * BEHIND.depth : value,
      );
      const light = sheet.light.map((value) => BEHIND.light * value);
      const isNear = (i: number) => sheet.light[i] >= NEAR_LIGHT;
      const triangles = sheet.triangles.filter((_, i, all) => {
        const first = i - (i % 3);
        return isNear(all[first]) && isNear(all[first + 1]) && isNear(all[first + 2]);
      });
      draw(to, { ...sheet, positions, light, triangles }, { picture, room, screen });
    }
  }
}

function eyesOf({ mesh }: Portrait): { readonly x: number; readonly y: number; readonly apart: number } {
  const corner = (i: number) => [mesh.points[3 * i], mesh.points[3 * i + 1]] as const;
  const [right, left] = [corner(33), corner(263)];
  return {
    x: (right[0] + left[0]) / 2,
    y: (right[1] + left[1]) / 2,
    apart: Math.hypot(left[0] - right[0], left[1] - right[1]),
  };
}
