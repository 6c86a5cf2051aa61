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
  const length = lengthOfSum(templates);
  return { pooled: length > 0 ? sum / length : 0, best, bestAt, faces: templates.length };
}

function lengthOfSum(templates: readonly Float32Array[]): number {
  let squares = 0;
  for (let k = 0; k < templates[0].length; k++) {
    let sum = 0;
    for (const template of templates) sum += template[k];
    squares += sum * sum;
  }
  return Math.sqrt(squares);
}
