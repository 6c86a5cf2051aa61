import { type ConfidenceScale, compareWithPerson, confidenceScale, roundingOf } from '../../match';
import type { Probe } from './probe';
import type { IndexedPerson, SearchIndex } from './search-index';
import type { Selection } from './selection';

/** A person whom a probe was compared with, exactly as `verify` would. */
export interface Ranked {
  readonly person: IndexedPerson;
  readonly confidence: number;
  /** Which of the person's faces is most alike. */
  readonly bestAt: number;
}

/** A person who may be among the best. */
interface Candidate {
  readonly person: IndexedPerson;
  /** No less than their confidence. */
  readonly atMost: number;
}

/**
 * The `count` persons of the selection who look most like the probe, best first, of equal ones the smaller person_id.
 *
 * Exact whatever the kernel: with E the bound between a scanned similarity and the exact one, the mean of n templates,
 * whose sum has length L, is known to n·E/L and the best face to E. Confidence grows with both, so that it lies between the
 * values at either end. Who cannot reach the `count` best lower ends is left out; the others are compared again exactly.
 */
export function rank(index: SearchIndex, probe: Probe, selection: Selection, count: number): Ranked[] {
  const scale = confidenceScale(probe.calibration);
  const { template } = probe;
  return candidates(index, template, selection, scale, count)
    .map(({ person }): Ranked => {
      const compared = compareWithPerson(template, index.templatesOf(person));
      return { person, confidence: scale.confidence(compared), bestAt: compared.bestAt };
    })
    .sort(bestFirst)
    .slice(0, count);
}

function candidates(
  index: SearchIndex,
  template: Float32Array,
  selection: Selection,
  scale: ConfidenceScale,
  count: number,
): Candidate[] {
  const { sums, best } = accumulate(index, template, selection);
  const error = index.block.errorBound(template) + roundingOf(index.block.dimension);
  const found: Candidate[] = [];
  /** The `count` highest lower ends so far, ascending. */
  const floor: number[] = [];
  const limits = new Limits(scale);
  for (let slot = 0; slot < index.persons.length; slot++) {
    const person = index.persons[slot];
    if (person === undefined || person.rows.length === 0 || selection.members[slot] === 0) continue;
    const faces = person.rows.length;
    const { pooled, spread } =
      faces === 1 ? { pooled: best[slot], spread: error } : meanOf(sums[slot], person.length, faces * error);
    if (pooled + spread < limits.pooled(faces) && best[slot] + error < limits.copy(faces)) continue;
    found.push({
      person,
      atMost: scale.confidence({ pooled: pooled + spread, best: best[slot] + error, faces }),
    });
    const atLeast = scale.confidence({ pooled: pooled - spread, best: best[slot] - error, faces });
    if (floor.length < count || atLeast > floor[0]) {
      floor.push(atLeast);
      floor.sort((a, b) => a - b);
      if (floor.length > count) floor.shift();
      if (floor.length === count) limits.raise(floor[0]);
    }
  }
  const least = floor.length === count ? floor[0] : 0;
  return found.filter(({ atMost }) => atMost >= least);
}

/** Each person's sum of similarities and highest one. */
function accumulate(
  { block, slotOf, persons }: SearchIndex,
  template: Float32Array,
  { ranges }: Selection,
): { sums: Float64Array; best: Float32Array } {
  const sums = new Float64Array(persons.length);
  const best = new Float32Array(persons.length).fill(-2);
  const similarities = new Float32Array(ranges.reduce((most, [from, to]) => Math.max(most, to - from), 0));
  for (const [from, to] of ranges) {
    block.scan(template, from, to, similarities);
    for (let row = from; row < to; row++) {
      const similarity = similarities[row - from];
      const slot = slotOf[row];
      sums[slot] += similarity;
      if (similarity > best[slot]) best[slot] = similarity;
    }
  }
  return { sums, best };
}

/** Cosine with the mean, as `compareWithPerson` has it, and how far off it may be. */
function meanOf(sum: number, length: number, error: number): { pooled: number; spread: number } {
  // Templates that cancel out: the mean says nothing, and a rounded length is no bound.
  if (length < 1e-3) return { pooled: 0, spread: 2 };
  return { pooled: sum / length, spread: error / length };
}

/** What a person's similarities must reach, by number of faces, to be as good as the best known. */
class Limits {
  readonly #scale: ConfidenceScale;
  readonly #pooled = new Map<number, number>();
  readonly #copy = new Map<number, number>();
  #least = Number.NEGATIVE_INFINITY;

  constructor(scale: ConfidenceScale) {
    this.#scale = scale;
  }

  raise(confidence: number): void {
    this.#least = confidence;
    this.#pooled.clear();
  }

  pooled(faces: number): number {
    const known = this.#pooled.get(faces);
    if (known !== undefined) return known;
    const limit = this.#least <= 0 ? -3 : this.#scale.pooledAt(this.#least, faces) - ROUNDING;
    this.#pooled.set(faces, limit);
    return limit;
  }

  copy(faces: number): number {
    const known = this.#copy.get(faces);
    if (known !== undefined) return known;
    const limit = this.#scale.copyFrom(faces) - ROUNDING;
    this.#copy.set(faces, limit);
    return limit;
  }
}

/** Far more than 64-bit arithmetic on these numbers loses. */
const ROUNDING = 1e-9;
function bestFirst(a: Ranked, b: Ranked): number {
  return b.confidence - a.confidence || (a.person.person_id < b.person.person_id ? -1 : 1);
}
