import Delaunator from 'delaunator';
import { jawShifts, lidShifts, lidsOf } from './flesh';
import { LIPS, OVAL } from './points';
import { type Rest, restOf } from './rest';

/** A photo as a sheet in three dimensions: the face's mesh, rings of the head around it, and the picture behind, which stands still. */
export interface Surface extends Rest {
  /** Three vertices each. */
  readonly triangles: Uint16Array;
  /** Between the lips, where the photo has nothing to show once they part. */
  readonly mouthInside: Uint16Array;
  /** The upper lids, of which open eyes show nothing. Their vertices are the last ones, `lidVertices` of them: edge and fold in turns. */
  readonly lidTriangles: Uint16Array;
  readonly lidVertices: number;
  /** How each vertex moves, px, where the lids close, and where the mouth opens. */
  readonly lids: Float32Array;
  readonly jaw: Float32Array;
}

/** How far the canonical head's mouth is opened, cm, so that no triangle joins the lips to each other's outside. */
const PARTED_CM = 1;
/** A lid lies before the eye, in face widths. */
const LID_BEFORE = 0.01;

/**
 * @param points 468 × (x, y, z) as the engine found them in the photo, px
 * @param canonical [468, 4]: the canonical head, cm
 * @param photo size of the photo, px
 */
export function surfaceOf(
  points: Float32Array,
  canonical: Float32Array,
  photo: { readonly width: number; readonly height: number },
): Surface {
  const rest = restOf(points, photo);
  const knownPlaces = placesOf(canonical, 4);
  const parting = jawShifts(knownPlaces, PARTED_CM);
  const parted = knownPlaces.map((value, i) => value + parting[i]);
  const face = triangulate(range(0, parted.length / 3), parted);
  const [upper, lower] = [new Set<number>(LIPS.upper.flat()), new Set<number>(LIPS.lower.flat())];
  const edge = new Set<number>([...LIPS.upper[0], ...LIPS.lower[0], 78, 308]);
  const isInside = (triangle: readonly number[]) =>
    triangle.every((i) => edge.has(i)) ||
    (triangle.some((i) => upper.has(i)) && triangle.some((i) => lower.has(i)));

  const oval = new Set(OVAL);
  const outer = [...OVAL, ...range(points.length / 3, rest.turning.length)];
  const around = triangulate(outer, rest.positions).filter((triangle) => !triangle.every((i) => oval.has(i)));

  const lids = lidsOf(points);
  const lidPoints = lids.flatMap(({ edge, fold }) =>
    edge.flatMap((point, i) => [point, { place: fold[i], shift: [0, 0, 0] }]),
  );
  const count = rest.turning.length + lidPoints.length;
  const shifts = { lids: new Float32Array(3 * count), jaw: new Float32Array(3 * count) };
  shifts.lids.set(lidShifts(points));
  shifts.lids.set(
    lidPoints.flatMap(({ shift }) => shift),
    3 * rest.turning.length,
  );
  shifts.jaw.set(jawShifts(points, rest.width));
  const more = (numbers: Float32Array) => Float32Array.from([...numbers, ...lidPoints.map(() => 1)]);
  const before = LID_BEFORE * rest.width;
  return {
    ...rest,
    positions: Float32Array.from([
      ...rest.positions,
      ...lidPoints.flatMap(({ place: [x, y, z] }) => [x, y, z - before]),
    ]),
    turning: more(rest.turning),
    light: more(rest.light),
    triangles: Uint16Array.from([...face.filter((each) => !isInside(each)), ...around].flat()),
    mouthInside: Uint16Array.from(face.filter(isInside).flat()),
    lidTriangles: Uint16Array.from(
      lids.flatMap(({ edge }, lid) => ribbon(rest.turning.length + 2 * lid * edge.length, edge.length)),
    ),
    lidVertices: lidPoints.length,
    ...shifts,
  };
}

/** Triangles between two rows whose vertices come in turns. */
function ribbon(first: number, length: number): number[] {
  return range(0, length - 1).flatMap((i) => {
    const a = first + 2 * i;
    return [a, a + 1, a + 2, a + 1, a + 3, a + 2];
  });
}

/** Delaunay's triangles of some points as they lie in the picture. */
function triangulate(points: readonly number[], places: Float32Array): (readonly [number, number, number])[] {
  const { triangles } = Delaunator.from(
    [...points],
    (i) => places[3 * i],
    (i) => places[3 * i + 1],
  );
  return Array.from({ length: triangles.length / 3 }, (_, i) => {
    const [a, b, c] = triangles.subarray(3 * i, 3 * i + 3);
    return [points[a], points[b], points[c]] as const;
  });
}

/** x, y and z of each row. */
function placesOf(rows: Float32Array, numbers: number): Float32Array {
  return Float32Array.from(
    { length: (3 * rows.length) / numbers },
    (_, i) => rows[numbers * Math.floor(i / 3) + (i % 3)],
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
