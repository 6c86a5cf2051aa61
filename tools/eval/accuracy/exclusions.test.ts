import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packTemplates } from '../photos';
import { type Exclusion, findExcluded, readExclusions } from './exclusions';
import { setUpTrial, withoutExcluded } from './trial';

const PATHS = ['x/ann/ann_1.jpg', 'x/ann/ann_2.jpg', 'x/ann/ann_3.jpg', 'x/bob/bob_1.jpg', 'x/cid/cid_1.png'];
const templates = new Map(PATHS.map((path, i) => [path, Float32Array.of(Math.cos(i / 9), Math.sin(i / 9))]));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mien-exclusions-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(text: string): Exclusion[] {
  const file = join(folder, 'list.csv');
  writeFileSync(file, text);
  return readExclusions(file);
}

/** What stays of all comparisons, as last letters: a1b1 … */
function left(exclusions: readonly Exclusion[]) {
  const trial = setUpTrial(templates, null, false);
  const kept = withoutExcluded(trial, findExcluded(trial.block, exclusions));
  const names = ({ left, right }: typeof kept.genuine) =>
    Array.from(left, (i, k) =>
      [i, right[k]].map((photo) => PATHS[photo].replace(/.*\/(.).._(.).*/, '$1$2')).join(''),
    ).join(' ');
  return { genuine: names(kept.genuine), impostor: names(kept.impostor) };
}

const of = (kind: Exclusion['kind'], a: string, b = ''): Exclusion => ({ kind, a, b, reason: 'seen' });

it('leaves out pairs either way round, photos, and people who are one', () => {
  expect(left([])).toEqual({ genuine: 'a1a2 a1a3 a2a3', impostor: 'a1b1 a1c1 a2b1 a2c1 a3b1 a3c1 b1c1' });
  expect(left([of('pair', 'ann_2', 'ann_1')])).toMatchObject({ genuine: 'a1a3 a2a3' });
  expect(left([of('pair', 'ann/ann_1.jpg', 'x/bob/bob_1.jpg')])).toMatchObject({
    genuine: 'a1a2 a1a3 a2a3',
    impostor: 'a1c1 a2b1 a2c1 a3b1 a3c1 b1c1',
  });
  expect(left([of('photo', 'ann_2')])).toEqual({ genuine: 'a1a3', impostor: 'a1b1 a1c1 a3b1 a3c1 b1c1' });
  expect(left([of('people', 'bob', 'x/ann')])).toEqual({
    genuine: 'a1a2 a1a3 a2a3',
    impostor: 'a1c1 a2c1 a3c1 b1c1',
  });
});

it('takes the pairs of the list out of the accuracy, too', () => {
  const pairs = [
    { fold: 0, same: true, a: PATHS[0], b: PATHS[1] },
    { fold: 1, same: false, a: PATHS[0], b: PATHS[3] },
  ];
  const trial = setUpTrial(templates, pairs, false);
  const kept = withoutExcluded(trial, findExcluded(trial.block, [of('pair', 'ann_1', 'ann_2')]));
  expect(kept.labelled).toMatchObject({ same: [0], fold: [1] });
  expect(kept.labelled?.similarity).toHaveLength(1);
});

it('says which exclusions name nothing that is there, and refuses those that may name two photos', () => {
  const block = packTemplates(templates);
  const absent = [of('pair', 'ann_1', 'dan_1'), of('people', 'dan', 'ann'), of('photo', 'ann_9')];
  expect(findExcluded(block, [...absent, of('photo', 'ann_1')]).absent).toEqual(absent);
  const twice = packTemplates(new Map([...templates, ['y/ann/ann_1.jpg', null]]));
  expect(() => findExcluded(twice, [of('photo', 'ann_1')])).toThrow(/x\/ann\/ann_1 or y\/ann\/ann_1/);
});

it('reads its own format, with comments, and the errata of LFW', () => {
  expect(
    read('# seen by one\nkind,a,b,reason\n# and here\npair,x,y,"two, at least"\nphoto,x,,blurred\n'),
  ).toEqual([
    { kind: 'pair', a: 'x', b: 'y', reason: 'two, at least' },
    { kind: 'photo', a: 'x', b: '', reason: 'blurred' },
  ]);
  expect(read('view,fold,a,b,note\n2,5,x,y,upstream says wrong\n')).toEqual([
    { kind: 'pair', a: 'x', b: 'y', reason: 'upstream says wrong' },
  ]);
  expect(() => read('a,b\n')).toThrow(/first line/);
  expect(() => read('')).toThrow(/first line/);
  for (const line of ['pairs,x,y,r', 'pair,x,,r', 'pair,,y,r', 'pair,x,y']) {
    expect(() => read(`kind,a,b,reason\n${line}\n`)).toThrow(/excludes nothing/);
  }
});

it('has a reason for every label that the review of LFW took out', () => {
  const review = readExclusions(resolve(import.meta.dirname, 'lfw-review.csv'));
  expect(review.length).toBeGreaterThan(5);
  for (const { reason } of review) expect(reason.length).toBeGreaterThan(10);
});
