import type { PersonSimilarity } from './calibration';
import { dot } from './cosine';

/** `PersonSimilarity`, and where among the templates the best one stands. */
export interface PooledComparison extends PersonSimilarity {
  readonly bestAt: number;
}

/**
 * Compares a probe with all templates of one person, unit vectors of the probe's dimension, at least one.
 * The cosine with their mean is the sum of the single cosines over the length of the sum of the templates.
 */
export function compareWithPerson(probe: Float32Array, templates: readonly Float32Array[]): PooledComparison {
  const similarities = templates.map((template) => dot(probe, template));
  const bestAt = similarities.reduce((at, s, i) => (s > similarities[at] ? i : at), 0);
  const best = similarities[bestAt];
  if (templates.length === 1) return { pooled: best, best, bestAt, faces: 1 };
  const sum = similarities.reduce((a, b) => a + b, 0);
  const length = lengthOf(sumOf(templates));
  return { pooled: length > 0 ? sum / length : 0, best, bestAt, faces: templates.length };
}

/** Length of the sum of templates that lie one after another, `dimension` numbers each. */
export function lengthOfSum(templates: Float32Array, dimension: number): number {
  if (templates.length === dimension) return 1;
  const sum = new Float64Array(dimension);
  for (let at = 0; at < templates.length; at += dimension) {
    for (let k = 0; k < dimension; k++) sum[k] += templates[at + k];
  }
  return lengthOf(sum);
}

function sumOf(templates: readonly Float32Array[]): Float64Array {
  const sum = new Float64Array(templates[0].length);
  for (const template of templates) {
    for (let k = 0; k < sum.length; k++) sum[k] += template[k];
  }
  return sum;
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((squares, number) => squares + number * number, 0));
}
