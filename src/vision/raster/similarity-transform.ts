import type { AlignmentPoint, AlignmentPoints, AlignmentTemplate, Point } from '../../protocol';
import { Unalignable } from './unalignable';

/** x' = a·x − b·y + tx, y' = b·x + a·y + ty: rotation, uniform scale √(a²+b²), translation. */
export interface SimilarityTransform {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/**
 * Least-squares similarity from picture to model input, over the points that the template names.
 * Closed form in two dimensions: with centred points p, q as complex numbers, a + ib = Σ p̄·q / Σ |p|²
 * (Umeyama 1991, without reflection). Throws Unalignable for points that coincide or are no numbers.
 */
export function fitTemplate(points: AlignmentPoints, template: AlignmentTemplate): SimilarityTransform {
  const pairs = Object.entries(template.points).map(([name, [x, y]]) => {
    const from = points[name as AlignmentPoint];
    if (from === undefined) throw new Error(`there is no point ${name}`);
    return { from, to: { x, y } };
  });
  const from = centroid(pairs.map((pair) => pair.from));
  const to = centroid(pairs.map((pair) => pair.to));
  let real = 0;
  let imaginary = 0;
  let spread = 0;
  for (const pair of pairs) {
    const px = pair.from.x - from.x;
    const py = pair.from.y - from.y;
    const qx = pair.to.x - to.x;
    const qy = pair.to.y - to.y;
    real += px * qx + py * qy;
    imaginary += px * qy - py * qx;
    spread += px * px + py * py;
  }
  if (!(spread > 0 && Number.isFinite(spread)))
    throw new Unalignable('the landmarks coincide, or are no numbers');
  const a = real / spread;
  const b = imaginary / spread;
  return { a, b, tx: to.x - (a * from.x - b * from.y), ty: to.y - (b * from.x + a * from.y) };
}

/** The transform back. */
export function invert({ a, b, tx, ty }: SimilarityTransform): SimilarityTransform {
  const scale2 = a * a + b * b;
  const ia = a / scale2;
  const ib = -b / scale2;
  return { a: ia, b: ib, tx: -(ia * tx - ib * ty), ty: -(ib * tx + ia * ty) };
}

export function apply({ a, b, tx, ty }: SimilarityTransform, { x, y }: Point): Point {
  return { x: a * x - b * y + tx, y: b * x + a * y + ty };
}

function centroid(points: readonly Point[]): Point {
  const sum = points.reduce((s, p) => ({ x: s.x + p.x, y: s.y + p.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
