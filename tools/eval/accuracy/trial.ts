import { type Pair, packTemplates, type TemplateBlock, type Templates } from '../photos';
import { type Comparisons, compareDifferent, compareListed, compareWithin, select } from '../statistics';
import type { LabelledScores } from './accuracy';
import { type Excluded, keptBy, leaveOut } from './exclusions';
import { joinPeople } from './people';

/** A list's pairs, with their labels, in the list's order. */
export interface Labelled extends LabelledScores {
  readonly comparisons: Comparisons;
}

/** What error rates are counted on. */
export interface Trial {
  readonly block: TemplateBlock;
  /** Similarity −1 where a face was not found: counted as missed. */
  readonly genuine: Comparisons;
  /** Only photos with a face. */
  readonly impostor: Comparisons;
  /** `all`: every photo against every other person's; `listed`: the different-person pairs of the list. */
  readonly impostors: 'all' | 'listed';
  /** null without a list. */
  readonly labelled: Labelled | null;
}

/**
 * With a list, genuine comparisons are its same-person pairs, and photos that those connect are one person's; without,
 * every two photos of one person (folder).
 */
export function setUpTrial(
  templates: Templates,
  pairs: readonly Pair[] | null,
  allImpostors: boolean,
): Trial {
  const packed = packTemplates(templates);
  const block = pairs ? joinPeople(packed, pairs) : packed;
  if (!pairs) {
    const impostor = compareDifferent(block);
    return { block, genuine: compareWithin(block), impostor, impostors: 'all', labelled: null };
  }
  const comparisons = compareListed(block, pairs);
  const same = Uint8Array.from(pairs, (pair) => (pair.same ? 1 : 0));
  const withFaces = same.map((isSame, k) =>
    isSame ? 0 : block.found[comparisons.left[k]] & block.found[comparisons.right[k]],
  );
  return {
    block,
    genuine: select(comparisons, same),
    impostor: allImpostors ? compareDifferent(block) : select(comparisons, withFaces),
    impostors: allImpostors ? 'all' : 'listed',
    labelled: {
      comparisons,
      similarity: comparisons.similarity,
      same,
      fold: pairs.map((pair) => pair.fold),
    },
  };
}

/** The same trial without the comparisons that a review took out. */
export function withoutExcluded(trial: Trial, excluded: Excluded): Trial {
  const { labelled } = trial;
  const kept = labelled && keptBy(excluded, labelled.comparisons);
  return {
    ...trial,
    genuine: leaveOut(excluded, trial.genuine),
    impostor: leaveOut(excluded, trial.impostor),
    labelled: labelled && kept && selectLabelled(labelled, kept),
  };
}

function selectLabelled({ comparisons, same, fold }: Labelled, kept: Uint8Array): Labelled {
  const left = select(comparisons, kept);
  const take = (values: ArrayLike<number>) => Array.from(values).filter((_, k) => kept[k] === 1);
  return { comparisons: left, similarity: left.similarity, same: take(same), fold: take(fold) };
}
