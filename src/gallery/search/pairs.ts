import { type ConfidenceScale, compareWithPerson, roundingOf } from '../../match';
import { type People, templatesOf } from './people';

/** Rows that all others are compared with before the next: what a core's second cache holds. */
const TILE_ROWS = 1024;
/** More than a similarity is off that counts as 1, and than 64-bit arithmetic on these numbers loses. */
const ROUNDING = 2e-6;

/** Two persons, by where they stand among the people, and how alike they are. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  readonly confidence: number;
}

/**
 * Compares everybody with everybody else and hands over the pairs whose confidence is `least` or more, in any order, each once. That of a pair is
 * the highest with which a face of one of the two would be verified as the other. Yields, every few thousand comparisons, how many pairs of
 * persons are compared since the last time.
 *
 * Exact whatever the kernel: a mean of n templates whose sum has length L is as similar as p only where one of them is as similar as p·L/n, and a
 * copy of a photo only where one is. So each row has a limit that a scanned similarity must reach, but for the kernel's error; a pair with such
 * a similarity is compared exactly.
 */
export function* comparePairs(
  people: People,
  scale: ConfidenceScale,
  least: number,
  take: (pair: Pair) => void,
): Generator<number> {
  const { block, persons } = people;
  const { limits, ownerOf } = limitsOf(people, scale, least);
  const errors = Float64Array.from(
    limits,
    (_, row) => block.errorBound(block.get(row)) + roundingOf(block.dimension),
  );
  /** By person: with whom they were last compared exactly. */
  const seen = new Int32Array(persons.length).fill(-1);
  for (let first = 0; first < persons.length; ) {
    const { from } = persons[first];
    let end = first + 1;
    while (end < persons.length && persons[end].to - from <= TILE_ROWS) end += 1;
    const { to } = persons[end - 1];
    const floor = limits.subarray(from, to).reduce((a, b) => Math.min(a, b));
    for (let a = 0; a < end; a++) {
      const own = persons[a];
      // Those before have met this one already.
      const start = Math.max(from, own.to);
      for (let row = own.from; start < to && row < own.to; row++) {
        const [limit, error] = [limits[row], errors[row]];
        const worth = Math.min(limit, floor) - error;
        block.scanAbove(
          block.get(row),
          () => worth,
          (other, similarity) => {
            if (similarity < Math.min(limit, limits[other]) - error) return;
            const b = ownerOf[other];
            if (seen[b] === a) return;
            seen[b] = a;
            const confidence = confidenceOfTwo(people, scale, a, b);
            if (confidence >= least) take({ a, b, confidence });
          },
          start,
          to,
        );
      }
      yield end - Math.max(first, a + 1);
    }
    first = end;
  }
}

/** What one of a row's similarities must reach for its person to have that confidence, and the rows' persons. */
function limitsOf({ block, persons }: People, scale: ConfidenceScale, least: number) {
  const limits = new Float64Array(block.rows);
  const ownerOf = new Uint32Array(block.rows);
  for (const [i, { from, to, length }] of persons.entries()) {
    const faces = to - from;
    // Templates that cancel out: a rounded length is no bound.
    const share = faces === 1 ? 1 : length / faces;
    const mean = length < 1e-3 ? -2 : scale.pooledAt(least, faces) * share;
    limits.fill(Math.min(mean, scale.copyFrom(faces)) - ROUNDING, from, to);
    ownerOf.fill(i, from, to);
  }
  return { limits, ownerOf };
}

function confidenceOfTwo(people: People, scale: ConfidenceScale, a: number, b: number): number {
  const [one, other] = [a, b].map((i) => templatesOf(people, people.persons[i]));
  const highest = (probes: readonly Float32Array[], faces: readonly Float32Array[]) =>
    Math.max(...probes.map((probe) => scale.confidence(compareWithPerson(probe, faces))));
  if (one.length === 1 && other.length === 1) return highest(one, other);
  return Math.max(highest(one, other), highest(other, one));
}
