import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import manifest from '../../../models/manifest.json';
import { mulberry32 } from '../../../tools/random';
import { compareWithPerson, confidenceScale, createBlock, type KernelName } from '../../match';
import { unitTemplates } from '../../match/kernels/testing';
import type { Calibration } from '../../protocol';
import { MostAlike } from './most-alike';
import { comparePairs, type Pair } from './pairs';
import { copyPeople, countComparisons, countPairs } from './people';
import { SearchIndex } from './search-index';
import { Selections } from './selection';

const DIMENSION = 32;
const ORIGIN = { model: 'm', modelHash: 'h', alignment: 'a' };
const calibration = manifest.embedders[0].calibration as unknown as Calibration;
const scale = confidenceScale(calibration);
const KERNELS: readonly KernelName[] = ['js-f32', 'wasm-f32', 'wasm-int8'];

interface Made {
  readonly id: string;
  readonly group: string;
  readonly expires?: number | undefined;
  readonly faces: readonly Float32Array[];
}

/** Persons of one to four faces; every third is somebody else once more, in other photos or in the very same, and some faces cancel out. */
function makePersons(count: number, seed: number): Made[] {
  const next = mulberry32(seed);
  const made: Made[] = [];
  for (let i = 0; i < count; i++) {
    const before = made[Math.floor(next() * i)]?.faces;
    const again = before !== undefined && next() < 0.3;
    const centre = again ? before[0] : unitTemplates(1, DIMENSION, seed + i + 1);
    const noise = again && next() < 0.3 ? 0 : 0.4 + next();
    const faces = Array.from({ length: 1 + Math.floor(next() ** 2 * 4) }, (_, k) =>
      unit(centre, unitTemplates(1, DIMENSION, seed + 31 * i + k), noise),
    );
    const opposite = faces.length === 2 && next() < 0.2;
    made.push({
      id: `p${i}`,
      group: `g${i % 2}`,
      expires: next() < 0.1 ? 1 : undefined,
      faces: opposite ? [faces[0], faces[0].map((each) => -each)] : faces,
    });
  }
  return made;
}

function unit(centre: Float32Array, other: Float32Array, noise: number): Float32Array {
  const sum = centre.map((each, k) => each + noise * other[k]);
  const length = Math.hypot(...sum);
  return sum.map((each) => each / length);
}

function indexOf(persons: readonly Made[], kernel: KernelName): SearchIndex {
  const index = new SearchIndex(ORIGIN, 'o', createBlock(kernel, persons[0]?.faces[0].length ?? DIMENSION));
  for (const { id, group, expires, faces } of persons) {
    const templates = Float32Array.from(faces.flatMap((face) => [...face]));
    const names = faces.map((_, k) => `${id}-${k}.1`);
    const entry = {
      key: id,
      person_id: id,
      group_ids: [group],
      generation: 1,
      faces: names,
      others: [],
      expires,
    };
    index.put(entry, templates);
  }
  return index;
}

/** Everybody with everybody, as `verify` would. */
function plainLoop(persons: readonly Made[], least: number): [string, number][] {
  const highest = (one: Made, other: Made) =>
    Math.max(...one.faces.map((face) => scale.confidence(compareWithPerson(face, other.faces))));
  return persons
    .flatMap((a, i) =>
      persons.slice(i + 1).map((b): [string, number] => {
        const name = [a.id, b.id].sort().join(' ');
        return [name, Math.max(highest(a, b), highest(b, a))];
      }),
    )
    .filter(([, confidence]) => confidence >= least);
}

function search(
  index: SearchIndex,
  groups: readonly string[] | undefined,
  kernel: KernelName,
  least: number,
) {
  const people = copyPeople(index, new Selections(index).of(groups), kernel);
  const found: Pair[] = [];
  const compared = [...comparePairs(people, scale, least, (pair) => found.push(pair))];
  expect(compared.reduce((a, b) => a + b, 0)).toBe(countPairs(people.persons.length));
  return found.map(({ a, b, confidence }): [string, number] => {
    const names = [a, b].map((i) => people.persons[i].person_id);
    return [names.sort().join(' '), confidence];
  });
}

const MANY = makePersons(700, 5);
/** Of those who are left, and have not expired. */
const ALIKE = plainLoop(
  MANY.filter(({ expires }, i) => expires === undefined && (i < 10 || i >= 30)),
  97,
).sort();

describe.each(KERNELS)('%s', (kernel) => {
  it('finds the pairs, and the confidences, of a plain loop over everybody, each once', () => {
    const least = fc.constantFrom(0, 45, 60, 75, 91, 99.9, 100);
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 60 }), least, (seed, count, least) => {
        const persons = makePersons(count, seed);
        const index = indexOf(persons, kernel);
        const living = persons.filter(({ expires }) => expires === undefined);
        for (const groups of [undefined, ['g1'], ['none']]) {
          const members = living.filter(({ group }) => groups?.includes(group) ?? true);
          const found = search(index, groups, kernel, least);
          expect(found.sort()).toEqual(plainLoop(members, least).sort());
        }
      }),
      { numRuns: 20 },
    );
  });

  it('also across the tiles that the rows are taken in, whatever is removed before', () => {
    const index = indexOf(MANY, kernel);
    for (const { id } of MANY.slice(10, 30)) index.remove(id);
    expect(index.block.rows).toBeGreaterThan(1100); // and a tile has 1,024
    expect(search(index, undefined, kernel, 97).sort()).toEqual(ALIKE);
  });
});

it('counts how often a face is compared with a person', () => {
  const persons = makePersons(40, 9);
  const people = copyPeople(
    indexOf(persons, 'js-f32'),
    new Selections(indexOf(persons, 'js-f32')).of(undefined),
    'js-f32',
  );
  const faces = people.persons.map(({ from, to }) => to - from);
  const counted = faces.flatMap((n, i) => faces.slice(i + 1).map((m) => (n === 1 && m === 1 ? 1 : n + m)));
  expect(countComparisons(people)).toBe(counted.reduce((a, b) => a + b));
});

it('keeps the most alike of any number of pairs, and counts them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 100, noNaN: true })),
      fc.integer({ min: 1, max: 9 }),
      (all, most) => {
        const alike = new MostAlike(most);
        for (const [i, confidence] of all.entries()) alike.add({ a: i, b: i + 1, confidence });
        const right = [...all].sort((a, b) => b - a).slice(0, most);
        expect(alike.sorted().map(({ confidence }) => confidence)).toEqual(right);
        expect(alike.count).toBe(all.length);
      },
    ),
  );
});
