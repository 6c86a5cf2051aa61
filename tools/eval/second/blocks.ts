import { weightedMean } from '../../../src/match';
import { packTemplates, type TemplateBlock, type Templates } from '../photos';
import { type Comparisons, dotOfRows } from '../statistics';

/** The same photos as two networks see them. */
export interface TwoBlocks {
  readonly first: TemplateBlock;
  readonly second: TemplateBlock;
}

/** The photos that both networks have a template of. */
export function packBoth(first: Templates, second: Templates): TwoBlocks {
  const paths = [...first.keys()].filter((path) => first.get(path) && second.get(path));
  const pack = (templates: Templates) =>
    packTemplates(new Map(paths.map((path) => [path, templates.get(path) ?? null])));
  return { first: pack(first), second: pack(second) };
}

/** What the second network says of the photos that were compared by the first. −1 where it has no template of one. */
export function seconded(block: TemplateBlock, { left, right }: Comparisons): Float32Array {
  const { values, dimension, found } = block;
  return Float32Array.from(left, (i, k) =>
    found[i] && found[right[k]]
      ? dotOfRows(values, i * dimension, values, right[k] * dimension, dimension)
      : -1,
  );
}

/** The comparisons by both networks together, the second's similarities counting `weight` times. */
export function together(comparisons: Comparisons, second: Float32Array, weight: number): Comparisons {
  const similarity = comparisons.similarity.map((each, k) => weightedMean(each, second[k], weight));
  return { ...comparisons, similarity };
}
