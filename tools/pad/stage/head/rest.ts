import { smooth } from './flesh';
import { CHEEKS, CHIN, FOREHEAD, OVAL } from './points';

/** The photo's sheet before anything moves. */
export interface Rest {
  /** Vertices (x, y, z), px of the photo; z grows away from the camera. The first 468 are the mesh. */
  readonly positions: Float32Array;
  /** Share of the head's turn that a vertex takes part in, 0…1. */
  readonly turning: Float32Array;
  /** How much of the screen's light arrives, 0…1: what is farther away gets less. */
  readonly light: Float32Array;
  /** About what the head turns: a place in the neck. */
  readonly neck: readonly [x: number, y: number, z: number];
  readonly middle: readonly [x: number, y: number];
  /** From cheek to cheek, px. */
  readonly width: number;
}

interface Ring {
  /** Of the outline, seen from the face's middle. */
  readonly by: number;
  /** Depth behind the outline, in face widths. */
  readonly behind: number;
  readonly turning: number;
  /** The same below the chin, where the neck and the shoulders are. */
  readonly turningBelow: number;
  readonly light: number;
}

/** Ears and hair go with the head, then the sheet comes to rest. */
const RINGS: readonly Ring[] = [
  { by: 1.1, behind: 0.12, turning: 1, turningBelow: 0.75, light: 0.85 },
  { by: 1.22, behind: 0.22, turning: 1, turningBelow: 0.4, light: 0.6 },
  { by: 1.38, behind: 0.3, turning: 0.9, turningBelow: 0.2, light: 0.4 },
  { by: 1.6, behind: 0.35, turning: 0.5, turningBelow: 0.1, light: 0.2 },
  { by: 1.95, behind: 0.4, turning: 0.15, turningBelow: 0.05, light: 0.1 },
];

/** What stands behind: metres away, where the face is half a metre. */
const BACKGROUND_LIGHT = 0.04;
/** The body is as near as the head. */
const BODY_LIGHT = 0.6;
/** How far the sheet reaches over the photo's edges, in its sizes, where the photo is repeated mirrored. */
const BEYOND = 0.6;
const STEPS = 12;
/** Depth of the neck's joint behind the mesh's own zero, in face widths. */
const NECK_DEPTH = 0.25;

export function restOf(
  points: Float32Array,
  photo: { readonly width: number; readonly height: number },
): Rest {
  const at = (i: number) => [points[3 * i], points[3 * i + 1], points[3 * i + 2]] as const;
  const [[left], [right]] = CHEEKS.map(at);
  const width = Math.abs(right - left);
  const [, top] = at(FOREHEAD);
  const [, bottom] = at(CHIN);
  const middle = [(left + right) / 2, (top + bottom) / 2] as const;
  const vertices: { place: readonly [number, number, number]; turning: number; light: number }[] = [];
  for (let i = 0; 3 * i < points.length; i++) vertices.push({ place: at(i), turning: 1, light: 1 });

  for (const ring of RINGS) {
    for (const i of OVAL) {
      const [x, y, z] = at(i);
      const below = smooth(0.3, 0.9, (y - middle[1]) / (bottom - middle[1]));
      const place = [
        middle[0] + ring.by * (x - middle[0]),
        middle[1] + ring.by * (y - middle[1]),
        z + ring.behind * width,
      ] as const;
      vertices.push({
        place,
        turning: ring.turning + below * (ring.turningBelow - ring.turning),
        light: Math.max(ring.light, below * BODY_LIGHT),
      });
    }
  }
  const outside = RINGS[RINGS.length - 1].by * 1.1;
  const oval = OVAL.map(at);
  const reach = Math.max(...oval.map(([x, y]) => Math.hypot(x - middle[0], y - middle[1])));
  for (let row = 0; row <= STEPS; row++) {
    for (let column = 0; column <= STEPS; column++) {
      const x = photo.width * ((column / STEPS) * (1 + 2 * BEYOND) - BEYOND);
      const y = photo.height * ((row / STEPS) * (1 + 2 * BEYOND) - BEYOND);
      if (Math.hypot(x - middle[0], y - middle[1]) < outside * reach) continue;
      const body = y > bottom && Math.abs(x - middle[0]) < 0.5 * width + (y - bottom);
      const place = [x, y, 0.8 * width] as const;
      vertices.push({ place, turning: 0, light: body ? BODY_LIGHT : BACKGROUND_LIGHT });
    }
  }
  return {
    positions: Float32Array.from(vertices.flatMap(({ place }) => place)),
    turning: Float32Array.from(vertices, ({ turning }) => turning),
    light: Float32Array.from(vertices, ({ light }) => light),
    neck: [middle[0], bottom - 0.1 * width, NECK_DEPTH * width],
    middle,
    width,
  };
}
