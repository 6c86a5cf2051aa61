import type { Pair, TemplateBlock } from '../photos';

/**
 * The block with the people whom same-person pairs connect made one: photos that lie in no folder, or in several, are
 * not strangers of each other. Union-find (Tarjan, J. ACM 22, 1975) over persons.
 */
export function joinPeople(block: TemplateBlock, pairs: readonly Pair[]): TemplateBlock {
  const parents = Uint32Array.from({ length: block.people }, (_, person) => person);
  const rootOf = (person: number): number => {
    let root = person;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  };
  for (const { same, a, b } of pairs) {
    const [i, j] = [block.photoAt.get(a), block.photoAt.get(b)];
    if (!same || i === undefined || j === undefined) continue;
    parents[rootOf(block.persons[i])] = rootOf(block.persons[j]);
  }
  const index = new Map<number, number>();
  const persons = block.persons.map((person) => {
    const root = rootOf(person);
    const known = index.get(root) ?? index.size;
    index.set(root, known);
    return known;
  });
  return { ...block, persons, people: index.size };
}
