/**
 * How far points are from being one plane seen twice: what is left of `to` when the homography that lays `from` onto it best is taken away,
 * root mean square, in faces (√ of the area of the box about `to`). A flat picture, however it is turned, leaves the noise of the points
 * alone; a head that turns leaves what its nose and cheeks stand out by.
 *
 * @param from [468, 3], of which x and y count
 * @param to the same of another frame
 */
export function depthOf(from: Float32Array, to: Float32Array): number {
  const [source, target] = [centred(from), centred(to)];
  const homography = homographyOf(source.points, target.points);
  if (homography === undefined) return 0;
  const [a, b, c, d, e, f, g, h] = homography;
  let sum = 0;
  for (let i = 0; i < source.points.length; i += 2) {
    const [x, y] = [source.points[i], source.points[i + 1]];
    const w = g * x + h * y + 1;
    const dx = (a * x + b * y + c) / w - target.points[i];
    const dy = (d * x + e * y + f) / w - target.points[i + 1];
    sum += dx * dx + dy * dy;
  }
  return Math.sqrt(sum / (source.points.length / 2)) / target.size;
}

/** Points about their mean at a mean distance of 1 (Hartley 1997), without which the equations below would be badly scaled. */
interface Centred {
  /** x0, y0, x1, … */
  readonly points: Float64Array;
  /** √ of the area of the box about them. */
  readonly size: number;
}

function centred(mesh: Float32Array): Centred {
  const count = mesh.length / 3;
  let [x, y] = [0, 0];
  for (let i = 0; i < mesh.length; i += 3) {
    x += mesh[i] / count;
    y += mesh[i + 1] / count;
  }
  let mean = 0;
  for (let i = 0; i < mesh.length; i += 3) mean += Math.hypot(mesh[i] - x, mesh[i + 1] - y) / count;
  const points = new Float64Array(2 * count);
  const [low, high] = [
    [0, 0],
    [0, 0],
  ];
  for (let i = 0; i < count; i++) {
    for (const axis of [0, 1] as const) {
      const value = (mesh[3 * i + axis] - (axis === 0 ? x : y)) / mean;
      points[2 * i + axis] = value;
      low[axis] = Math.min(low[axis], value);
      high[axis] = Math.max(high[axis], value);
    }
  }
  return { points, size: Math.sqrt((high[0] - low[0]) * (high[1] - low[1])) };
}

/** The homography a b c / d e f / g h 1 by least squares of its linear equations; undefined where the points do not say which. */
function homographyOf(from: Float64Array, to: Float64Array): number[] | undefined {
  const rows = Array.from({ length: 8 }, () => new Array<number>(9).fill(0));
  const add = (equation: readonly number[]) => {
    for (let i = 0; i < 8; i++) for (let j = 0; j < 9; j++) rows[i][j] += equation[i] * equation[j];
  };
  for (let i = 0; i < from.length; i += 2) {
    const [x, y, u, v] = [from[i], from[i + 1], to[i], to[i + 1]];
    add([x, y, 1, 0, 0, 0, -u * x, -u * y, u]);
    add([0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  }
  return solve(rows);
}

/** Gauss's elimination with pivots; `rows` are eight equations, their right sides last. */
function solve(rows: number[][]): number[] | undefined {
  for (let column = 0; column < 8; column++) {
    const below = rows.slice(column);
    const pivot = below.reduce((best, row) => (Math.abs(row[column]) > Math.abs(best[column]) ? row : best));
    if (!(Math.abs(pivot[column]) > 1e-9)) return undefined;
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const times = row[column] / pivot[column];
      for (let j = column; j < 9; j++) row[j] -= times * pivot[j];
    }
  }
  return rows.map((row, i) => row[8] / row[i]);
}
