import { CHEEKS, CHIN, EYES, LIPS } from './points';

/** How much of the way to each other the upper lid goes, and the lower one. */
const UPPER_SHARE = 0.92;
const LOWER_SHARE = 0.08;

type Vector = readonly [x: number, y: number, z: number];

/** An upper lid as it comes down over the eye: its edge, and with the same number of points the fold that it comes from, which stays. */
export interface Lid {
  /** Of open eyes, and how each moves, px, when they close. */
  readonly edge: readonly { readonly place: Vector; readonly shift: Vector }[];
  readonly fold: readonly Vector[];
}

export function lidsOf(points: Float32Array): Lid[] {
  const at = (i: number): Vector => [points[3 * i], points[3 * i + 1], points[3 * i + 2]];
  return EYES.map(({ corners: [first, last], upper, lower, fold }) => {
    const moving = (above: number, below: number) => {
      const [place, to] = [at(above), at(below)];
      const along = (axis: number) => UPPER_SHARE * (to[axis] - place[axis]);
      return { place, shift: [along(0), along(1), along(2)] as const };
    };
    return {
      edge: [moving(first, first), ...upper.map((above, i) => moving(above, lower[i])), moving(last, last)],
      fold: [first, ...fold, last].map(at),
    };
  });
}

/** Of the upper lid's way, what its fold goes. */
const FOLD_SHARE = 0.5;

/** How each point of the mesh moves when both eyes close: what is seen of an eye becomes a slit, and the skin above follows. */
export function lidShifts(points: Float32Array): Float32Array {
  const shifts = new Float32Array(points.length);
  for (const { upper, lower, fold } of EYES) {
    for (const [i, above] of upper.entries()) {
      for (let axis = 0; axis < 3; axis++) {
        const way = points[3 * lower[i] + axis] - points[3 * above + axis];
        shifts[3 * above + axis] = UPPER_SHARE * way;
        shifts[3 * lower[i] + axis] = -LOWER_SHARE * way;
        shifts[3 * fold[i] + axis] = FOLD_SHARE * way;
      }
    }
  }
  return shifts;
}

/** By how much of the jaw's way the upper lip and the corners of the mouth go. */
const UPPER_LIP = -0.08;
const CORNERS = 0.3;

/** How each point moves when the mouth opens by `by` in its middle: the lower lip and what lies on the jaw go down. */
export function jawShifts(points: Float32Array, by: number): Float32Array {
  const shifts = new Float32Array(points.length);
  const y = (i: number) => points[3 * i + 1];
  const middle = (points[3 * CHEEKS[0]] + points[3 * CHEEKS[1]]) / 2;
  const half = Math.abs(points[3 * CHEEKS[1]] - points[3 * CHEEKS[0]]) / 2;
  const mouth = (y(78) + y(308)) / 2;
  const chin = y(CHIN) - mouth;
  const mouthHalf = Math.abs(points[3 * 308] - points[3 * 78]) / 2;
  const upper = new Set<number>(LIPS.upper.flat());
  const lower = new Set<number>(LIPS.lower.flat());
  const corners = new Set<number>(LIPS.corners);
  for (let i = 0; 3 * i < points.length; i++) {
    const across = Math.abs(points[3 * i] - middle);
    const towardsCorner = Math.min(1, across / mouthHalf);
    let share: number;
    if (upper.has(i)) share = UPPER_LIP + (CORNERS - UPPER_LIP) * towardsCorner ** 3;
    else if (corners.has(i)) share = CORNERS;
    else if (lower.has(i)) share = 1 - (1 - CORNERS) * towardsCorner ** 3;
    else share = smooth(-0.15, 0.6, (y(i) - mouth) / chin) * (1 - 0.6 * smooth(0.5, 1, across / half));
    shifts[3 * i + 1] = share * by;
    // The jaw turns about a joint before the ears: what goes down goes back a little.
    shifts[3 * i + 2] = 0.25 * Math.max(0, share) * by;
  }
  return shifts;
}

/** From 0 at `from` to 1 at `to`, without a bend. */
export function smooth(from: number, to: number, value: number): number {
  const x = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return x * x * (3 - 2 * x);
}
