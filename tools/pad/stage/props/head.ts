import { type Attitude, type Placing, posed, SKIN, type Surface, surfaceOf } from '../head';
import { type Picture, pictureOf, type Sheet } from '../picture';
import type { Portrait } from './portrait';

/** A part of a head, and the picture that it wears. */
interface Part {
  readonly sheet: Sheet;
  readonly picture: Picture;
}

/** A person before the camera, made from one photo. */
export class Head {
  readonly #picture: Picture;
  readonly #skin: Picture;
  readonly #surface: Surface;
  readonly #places: Float32Array;

  constructor({ canvas, mesh }: Portrait, canonical: Float32Array) {
    this.#picture = pictureOf(canvas);
    this.#skin = lidPicture(this.#picture, mesh.points);
    this.#surface = surfaceOf(mesh.points, canonical, canvas);
    this.#places = placesOf(this.#surface, canvas);
  }

  /** What the photo shows, the lids as far as they are closed, and what is between the lips. */
  parts(
    attitude: Attitude,
    placing: Placing,
  ): { readonly whole: Part; readonly lids: Part; readonly mouth: Part } {
    const { triangles, lidTriangles, mouthInside, light } = this.#surface;
    const sheet = { ...posed(this.#surface, attitude, placing), places: this.#places, light };
    return {
      whole: { sheet: { ...sheet, triangles }, picture: this.#picture },
      lids: { sheet: { ...sheet, triangles: lidTriangles }, picture: this.#skin },
      mouth: { sheet: { ...sheet, triangles: mouthInside }, picture: this.#picture },
    };
  }

  /** Of the face, px of the portrait. */
  get middle(): readonly [x: number, y: number] {
    return this.#surface.middle;
  }
}

/** Where each vertex lies in its picture: of the lids, folds above and edges below. */
function placesOf(
  { positions, turning, lidVertices }: Surface,
  { width, height }: { readonly width: number; readonly height: number },
): Float32Array {
  const lidsFrom = turning.length - lidVertices;
  return Float32Array.from({ length: 2 * turning.length }, (_, place) => {
    const [i, axis] = [place >> 1, place & 1];
    if (i >= lidsFrom) return axis === 0 ? 0.5 : 1 - ((i - lidsFrom) & 1);
    return positions[3 * i + axis] / (axis === 0 ? width : height);
  });
}

/** Rows of a lid from its fold to its lashes: how solid each is, and how much of the skin's light it throws back. */
const ROWS = [
  [0.15, 0.8],
  [0.5, 0.9],
  [0.85, 0.95],
  [1, 1],
  [1, 1],
  [1, 1],
  [1, 0.95],
  [1, 0.85],
  [1, 0.35],
  [0.9, 0.25],
] as const;

/** Skin as it is elsewhere in the face and about the eyes, with lashes below. */
function lidPicture({ width, height, light }: Picture, points: Float32Array): Picture {
  const colour = [0, 0, 0];
  const places = [...SKIN.bare, ...SKIN.folds];
  for (const i of places) {
    const x = Math.min(width - 1, Math.max(0, Math.round(points[3 * i])));
    const y = Math.min(height - 1, Math.max(0, Math.round(points[3 * i + 1])));
    for (let channel = 0; channel < 3; channel++)
      colour[channel] += light[3 * (y * width + x) + channel] / places.length;
  }
  const wide = 2;
  const twice = <T>(row: T) => Array<T>(wide).fill(row);
  const rows = ROWS.flatMap(([, share]) => twice(colour.map((value) => share * value)));
  return {
    width: wide,
    height: ROWS.length,
    light: Float32Array.from(rows.flat()),
    solid: Float32Array.from(ROWS.flatMap(([solid]) => twice(solid))),
  };
}
