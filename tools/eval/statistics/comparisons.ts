import type { Pair, TemplateBlock } from '../photos';

/** Compared photos, as indexes into the block, and their cosine similarity, −1…1. */
export interface Comparisons {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly similarity: Float32Array;
}

/** 12 bytes a comparison, three times as much while exclusions and intervals are worked out: 1.8 GB. Some 10,000 photos. */
const MOST_COMPARISONS = 50_000_000;

/** Every photo against every photo of every other person; photos without a face are left out. */
export function compareDifferent(block: TemplateBlock): Comparisons {
  const { persons, found, people } = block;
  const photos = new Float64Array(people);
  let all = 0;
  for (let i = 0; i < persons.length; i++) {
    photos[persons[i]] += found[i];
    all += found[i];
  }
  const count = (all * all - photos.reduce((sum, n) => sum + n * n, 0)) / 2;
  if (count > MOST_COMPARISONS) {
    throw new RangeError(`${count} comparisons do not fit into memory: evaluate a part of the people`);
  }
  const comparisons = allocate(count);
  let at = 0;
  for (let i = 0; i < persons.length; i++) {
    if (!found[i]) continue;
    for (let j = i + 1; j < persons.length; j++) {
      if (!found[j] || persons[i] === persons[j]) continue;
      comparisons.left[at] = i;
      comparisons.right[at] = j;
      comparisons.similarity[at] = similarity(block, i, j);
      at += 1;
    }
  }
  return comparisons;
}

/** Every two photos of one person. Similarity −1 where a face was not found: it counts as missed. */
export function compareWithin(block: TemplateBlock): Comparisons {
  const photosOf = new Map<number, number[]>();
  block.persons.forEach((person, i) => {
    photosOf.set(person, [...(photosOf.get(person) ?? []), i]);
  });
  return compareEach(
    block,
    [...photosOf.values()].flatMap((photos) =>
      photos.flatMap((i, n) => photos.slice(n + 1).map((j) => [i, j] as const)),
    ),
  );
}

/** The pairs of a list, whose photos must be in the block. Similarity −1 where a face was not found. */
export function compareListed(block: TemplateBlock, pairs: readonly Pair[]): Comparisons {
  const at = (path: string) => {
    const i = block.photoAt.get(path);
    if (i === undefined) throw new RangeError(`${path} is not among the photos`);
    return i;
  };
  return compareEach(
    block,
    pairs.map(({ a, b }) => [at(a), at(b)] as const),
  );
}

/** Those whose place in the list `keep` has a 1. */
export function select({ left, right, similarity }: Comparisons, keep: Uint8Array): Comparisons {
  let count = 0;
  for (const each of keep) count += each;
  const kept = allocate(count);
  for (let k = 0, at = 0; k < keep.length; k++) {
    if (!keep[k]) continue;
    kept.left[at] = left[k];
    kept.right[at] = right[k];
    kept.similarity[at] = similarity[k];
    at += 1;
  }
  return kept;
}

function compareEach(block: TemplateBlock, pairs: readonly (readonly [number, number])[]): Comparisons {
  const comparisons = allocate(pairs.length);
  pairs.forEach(([i, j], at) => {
    comparisons.left[at] = i;
    comparisons.right[at] = j;
    comparisons.similarity[at] = block.found[i] && block.found[j] ? similarity(block, i, j) : -1;
  });
  return comparisons;
}

function allocate(count: number): Comparisons {
  return {
    left: new Uint32Array(count),
    right: new Uint32Array(count),
    similarity: new Float32Array(count),
  };
}

function similarity({ values, dimension }: TemplateBlock, i: number, j: number): number {
  return dotOfRows(values, i * dimension, values, j * dimension, dimension);
}

/** Dot product of the rows that begin there, in four sums that the processor can run side by side: no views are made. */
export function dotOfRows(
  left: Float32Array,
  leftAt: number,
  right: Float32Array,
  rightAt: number,
  dimension: number,
): number {
  let a = leftAt;
  let b = rightAt;
  const end = a + dimension;
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (; a + 3 < end; a += 4, b += 4) {
    s0 += left[a] * right[b];
    s1 += left[a + 1] * right[b + 1];
    s2 += left[a + 2] * right[b + 2];
    s3 += left[a + 3] * right[b + 3];
  }
  for (; a < end; a++, b++) s0 += left[a] * right[b];
  return s0 + s1 + (s2 + s3);
}
