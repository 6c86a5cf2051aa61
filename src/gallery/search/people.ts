import { createBlock, type KernelName, type TemplateBlock } from '../../match';
import type { SearchIndex } from './search-index';
import type { Selection } from './selection';

/** A person, and the rows [from, to) of their templates, at least one. */
interface Somebody {
  readonly person_id: string;
  readonly from: number;
  readonly to: number;
  /** Length of the sum of their templates. */
  readonly length: number;
}

/** Persons of one moment with their templates one after another: a copy, which no change of the gallery touches. */
export interface People {
  readonly block: TemplateBlock;
  readonly persons: readonly Somebody[];
}

/** The selection's persons who can be compared. FaceError 213 `out_of_memory` when there is no memory for the copy. */
export function copyPeople(index: SearchIndex, { members }: Selection, kernel: KernelName): People {
  const chosen = index.persons.filter((person, slot) => members[slot] === 1 && person?.rows.length);
  const block = createBlock(kernel, index.block.dimension);
  block.reserve(chosen.reduce((sum, person) => sum + (person?.rows.length ?? 0), 0));
  const persons: Somebody[] = [];
  for (const person of chosen) {
    if (person === undefined) continue;
    const from = block.rows;
    for (const template of index.templatesOf(person)) block.append(template);
    persons.push({ person_id: person.person_id, from, to: block.rows, length: person.length });
  }
  return { block, persons };
}

/** The templates of one of them, as views. */
export function templatesOf({ block }: People, { from, to }: Somebody): Float32Array[] {
  return Array.from({ length: to - from }, (_, i) => block.get(from + i));
}

/** How often a face is compared with a person when everybody is compared with everybody: two persons of one face each are compared once. */
export function countComparisons({ block, persons }: People): number {
  const single = persons.filter(({ from, to }) => to - from === 1).length;
  return block.rows * (persons.length - 1) - countPairs(single);
}

export function countPairs(persons: number): number {
  return (persons ** 2 - persons) / 2;
}
