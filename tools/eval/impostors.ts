import { dot } from '../../src/match';
import { personOf } from './pairs';
import type { Templates } from './templates';

/** A comparison of two different people's photos; persons as indexes. */
interface Impostor {
  readonly similarity: number;
  readonly a: number;
  readonly b: number;
}

export interface ImpostorScores {
  readonly people: number;
  readonly photos: number;
  /** All comparisons between photos of different people. */
  readonly comparisons: number;
  /** The tenth with the highest similarity, descending: FMR 0.1 and below is all that is asked for. */
  readonly top: readonly Impostor[];
  /** Photos per person, by index. */
  readonly photosOf: readonly number[];
}

const BINS = 20_000;

/** Compares every photo with every photo of every other person; photos without a face are left out. */
export function scoreImpostors(templates: Templates): ImpostorScores {
  const entries = [...templates].flatMap(([path, t]) => (t ? [{ person: personOf(path), t }] : []));
  const people = [...new Set(entries.map((entry) => entry.person))];
  const index = new Map(people.map((person, i) => [person, i]));
  const persons = entries.map((entry) => index.get(entry.person) ?? 0);
  const vectors = entries.map((entry) => entry.t);

  const histogram = new Float64Array(BINS + 1);
  let comparisons = 0;
  forEachImpostor(vectors, persons, (similarity) => {
    histogram[binOf(similarity)] += 1;
    comparisons += 1;
  });
  let lowest = BINS;
  for (let seen = 0; lowest > 0 && seen <= comparisons / 10; lowest--) seen += histogram[lowest];

  const top: Impostor[] = [];
  forEachImpostor(vectors, persons, (similarity, a, b) => {
    if (binOf(similarity) >= lowest) top.push({ similarity, a, b });
  });
  top.sort((x, y) => y.similarity - x.similarity);
  const photosOf = people.map(() => 0);
  for (const person of persons) photosOf[person] += 1;
  return { people: people.length, photos: vectors.length, comparisons, top, photosOf };
}

/** The similarity that a share `fmr` of all impostor comparisons reaches. */
export function thresholdAt(scores: ImpostorScores, fmr: number): number {
  const rank = Math.floor(fmr * scores.comparisons);
  if (rank < 1 || rank > scores.top.length) throw new RangeError(`FMR ${fmr} is not in the data`);
  return scores.top[rank - 1].similarity;
}

function forEachImpostor(
  vectors: readonly Float32Array[],
  persons: readonly number[],
  visit: (similarity: number, a: number, b: number) => void,
): void {
  for (let i = 0; i < vectors.length; i++) {
    for (let j = i + 1; j < vectors.length; j++) {
      if (persons[i] !== persons[j]) visit(dot(vectors[i], vectors[j]), persons[i], persons[j]);
    }
  }
}

function binOf(similarity: number): number {
  return Math.round(((Math.min(1, Math.max(-1, similarity)) + 1) / 2) * BINS);
}
