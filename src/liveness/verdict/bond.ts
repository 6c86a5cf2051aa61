import { isClear, isPresent, type Observation } from '../frames';

/** Confidence, 0…100, that any two templates of a session must reach: one impostor in 10,000 does. */
export const BOND = 80;

/** Degrees up to which a template says who it is, and the mouth's ratio. Further, a person looks less like themselves. */
const POSE = { yaw: 18, pitch: 25 } as const;
const MOUTH = 0.35;

/** Whether a frame's template counts. */
export function bondable(seen: Observation): seen is Observation & { readonly template: Float32Array } {
  if (seen.template === null || !isPresent(seen) || !isClear(seen)) return false;
  const { pose, mouth } = seen.mesh;
  return Math.abs(pose.yaw) <= POSE.yaw && Math.abs(pose.pitch) <= POSE.pitch && mouth <= MOUTH;
}

/** Of unit-length templates, the two that are least alike; undefined for fewer than two. */
export function lowestPair(
  templates: readonly Float32Array[],
): readonly [Float32Array, Float32Array] | undefined {
  let lowest: { readonly cosine: number; readonly pair: readonly [Float32Array, Float32Array] } | undefined;
  for (const [i, one] of templates.entries()) {
    for (const other of templates.slice(i + 1)) {
      const cosine = one.reduce((sum, value, k) => sum + value * other[k], 0);
      if (lowest === undefined || cosine < lowest.cosine) lowest = { cosine, pair: [one, other] };
    }
  }
  return lowest?.pair;
}
