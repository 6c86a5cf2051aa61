import fc from 'fast-check';
import { expect, it } from 'vitest';
import manifest from '../../../models/manifest.json';
import { mulberry32 } from '../../../tools/random';
import { compareWithPerson, confidenceOf, createBlock, type KernelName } from '../../match';
import { unitTemplates } from '../../match/kernels/testing';
import type { Calibration } from '../../protocol';
import type { Probe } from './probe';
import { rank } from './rank';
import { SearchIndex } from './search-index';
import { Selections } from './selection';

const DIMENSION = 32;
const ORIGIN = { model: 'm', modelHash: 'h', alignment: 'a' };
const calibration = manifest.embedders[0].calibration as unknown as Calibration;
const KERNELS: readonly KernelName[] = ['js-f32', 'wasm-f32', 'wasm-int8'];

interface Person {
  readonly key: string;
  readonly group_ids: readonly string[];
  readonly templates: Float32Array;
}

/** Persons whose faces are alike, some of them alike among each other, and some with the very same faces. */
function makePersons(count: number, seed: number): Person[] {
  const next = mulberry32(seed);
  const base = unitTemplates(1, DIMENSION, seed);
  return Array.from({ length: count }, (_, i) => {
    const faces = 1 + Math.floor(next() ** 2 * 20);
    const own = unitTemplates(1, DIMENSION, seed + i * 7);
    const near = next() < 0.3 ? 0.8 : 0.2;
    const templates = unitTemplates(faces, DIMENSION, seed + i);
    for (let at = 0; at < templates.length; at += DIMENSION) {
      const template = templates.subarray(at, at + DIMENSION);
      for (let k = 0; k < DIMENSION; k++) template[k] = template[k] * 0.4 + own[k] * 0.5 + base[k] * near;
      const length = Math.hypot(...template);
      for (let k = 0; k < DIMENSION; k++) template[k] /= length;
    }
    return {
      key: i.toString(16).padStart(32, '0'),
      group_ids: [`g${i % 3}`, ...(i % 2 ? ['odd'] : [])],
      templates,
    };
  });
}

function put(index: SearchIndex, { key, group_ids, templates }: Person): void {
  const faces = Array.from({ length: templates.length / DIMENSION }, (_, i) => `${key}-${i}.1`);
  index.put({ key, person_id: key, group_ids, generation: 1, faces, others: [] }, templates);
}

/** Every person compared as `verify` would. */
function bruteForce(persons: readonly Person[], { template }: Probe, count: number) {
  return persons
    .map(({ key, templates }) => {
      const faces = Array.from({ length: templates.length / DIMENSION }, (_, i) =>
        templates.subarray(i * DIMENSION, (i + 1) * DIMENSION),
      );
      const compared = compareWithPerson(template, faces);
      return { person_id: key, confidence: confidenceOf(compared, calibration), bestAt: compared.bestAt };
    })
    .sort((a, b) => b.confidence - a.confidence || (a.person_id < b.person_id ? -1 : 1))
    .slice(0, count);
}

it.each(KERNELS)(
  '%s: the best persons are those of a comparison with everyone, after any changes',
  (kernel) => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 150 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        (seed, count, changes) => {
          const persons = new Map(makePersons(count, seed).map((person) => [person.key, person]));
          const index = new SearchIndex(ORIGIN, 'o', createBlock(kernel, DIMENSION));
          for (const person of persons.values()) put(index, person);
          const selections = new Selections(index);
          // Some go, some come back with other faces.
          for (const [i, change] of changes.entries()) {
            const key = [...persons.keys()][change % Math.max(1, persons.size)];
            if (key === undefined) break;
            persons.delete(key);
            index.remove(key);
            if (i % 2 === 0) {
              const again = { ...makePersons(1, change)[0], key, group_ids: ['g0'] };
              persons.set(key, again);
              put(index, again);
            }
          }
          expect(index.size).toBe(persons.size);
          const all = [...persons.values()];
          for (const groups of [['g0', 'g1', 'g2'], ['odd'], ['g1', 'none']]) {
            const members = all.filter(({ group_ids }) => group_ids.some((id) => groups.includes(id)));
            const copied = members[0]?.templates.slice(0, DIMENSION);
            for (const template of [unitTemplates(1, DIMENSION, seed + 3), ...(copied ? [copied] : [])]) {
              const probe = { template, origin: ORIGIN, calibration };
              const found = rank(index, probe, selections.of(groups), 5).map(
                ({ person, confidence, bestAt }) => ({
                  person_id: person.person_id,
                  confidence,
                  bestAt,
                }),
              );
              expect(found).toEqual(bruteForce(members, probe, 5));
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  },
);
