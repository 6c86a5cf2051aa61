import { packTemplates, type TemplateBlock, type Templates } from '../photos';
import { type Comparisons, compareDifferent, select } from './comparisons';
import { binFrom, binsOf, histogram } from './histogram';
import { thresholdAt } from './rates';

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

/** Compares every photo with every photo of every other person; photos without a face are left out. */
export function scoreImpostors(templates: Templates): ImpostorScores {
  const block = packTemplates(new Map([...templates].filter(([, template]) => template !== null)));
  return highestOf(block, compareDifferent(block));
}

/** What of the comparisons of different people counts. Every photo of the block has a face. */
export function highestOf(block: TemplateBlock, comparisons: Comparisons): ImpostorScores {
  const binned = binsOf(comparisons.similarity);
  // One step of the grid below the threshold, so that at least a tenth lies above.
  const lowest = binFrom(thresholdAt(histogram(binned), 0.1)) - 1;
  const highest = select(
    comparisons,
    Uint8Array.from(binned.bins, (bin) => (bin < lowest ? 0 : 1)),
  );
  return { ...rankedOf(block, highest), comparisons: comparisons.similarity.length };
}

/** All of these comparisons, the highest first. */
export function rankedOf(block: TemplateBlock, { left, right, similarity }: Comparisons): ImpostorScores {
  const top = Array.from(
    similarity,
    (each, k): Impostor => ({ similarity: each, a: block.persons[left[k]], b: block.persons[right[k]] }),
  );
  top.sort((x, y) => y.similarity - x.similarity);
  const photosOf = Array.from({ length: block.people }, () => 0);
  for (const person of block.persons) photosOf[person] += 1;
  return { people: block.people, photos: block.paths.length, comparisons: similarity.length, top, photosOf };
}

/** The similarity that a share `fmr` of all impostor comparisons reaches. */
export function impostorThreshold(scores: ImpostorScores, fmr: number): number {
  const rank = Math.floor(fmr * scores.comparisons);
  if (rank < 1 || rank > scores.top.length) throw new RangeError(`FMR ${fmr} is not in the data`);
  return scores.top[rank - 1].similarity;
}
