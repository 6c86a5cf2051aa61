import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packTemplates, personOf, readPairs, type Templates } from '../photos';
import { compareDifferent, impostorThreshold, scoreImpostors } from '../statistics';
import { circleOfPeople } from '../testing';
import { setUpTrial } from './trial';

/** Seven numbers, so that rows do not come out even; `b` has a photo without a face. */
const templates: Templates = new Map([
  ['a/1.jpg', Float32Array.of(1, 0, 0, 0, 0, 0, 0)],
  ['a/2.jpg', Float32Array.of(0.8, 0, 0, 0, 0, 0, 0.6)],
  ['b/1.jpg', Float32Array.of(0, 0, 0, 0, 1, 0, 0)],
  ['b/2.jpg', null],
  ['c/1.jpg', Float32Array.of(0, 0, 0, 0, 0.6, 0.8, 0)],
]);

const names = (trial: ReturnType<typeof setUpTrial>, kind: 'genuine' | 'impostor') =>
  Array.from(trial[kind].left, (left, k) => {
    const [a, b] = [trial.block.paths[left], trial.block.paths[trial[kind].right[k]]];
    return `${a} ${b} ${trial[kind].similarity[k].toFixed(2)}`;
  });

it('compares within folders and between folders when there is no list', () => {
  const trial = setUpTrial(templates, null, false);
  expect(names(trial, 'genuine')).toEqual(['a/1.jpg a/2.jpg 0.80', 'b/1.jpg b/2.jpg -1.00']);
  expect(names(trial, 'impostor')).toEqual([
    'a/1.jpg b/1.jpg 0.00',
    'a/1.jpg c/1.jpg 0.00',
    'a/2.jpg b/1.jpg 0.00',
    'a/2.jpg c/1.jpg 0.00',
    'b/1.jpg c/1.jpg 0.60',
  ]);
  expect(trial).toMatchObject({ impostors: 'all', labelled: null, block: { people: 3 } });
});

it('takes both kinds from a list, or the impostors from all comparisons', () => {
  const pairs = [
    { fold: 0, same: true, a: 'b/1.jpg', b: 'b/2.jpg' },
    { fold: 1, same: false, a: 'b/1.jpg', b: 'c/1.jpg' },
    { fold: 2, same: false, a: 'b/2.jpg', b: 'c/1.jpg' },
    { fold: 2, same: true, a: 'a/1.jpg', b: 'a/2.jpg' },
  ];
  const listed = setUpTrial(templates, pairs, false);
  expect(names(listed, 'genuine')).toEqual(['b/1.jpg b/2.jpg -1.00', 'a/1.jpg a/2.jpg 0.80']);
  expect(names(listed, 'impostor')).toEqual(['b/1.jpg c/1.jpg 0.60']);
  expect(listed.impostors).toBe('listed');
  expect(Array.from(listed.labelled?.similarity ?? [])).toEqual([
    -1,
    expect.closeTo(0.6, 6),
    -1,
    expect.closeTo(0.8, 6),
  ]);
  const all = setUpTrial(templates, pairs, true);
  expect(all.impostor.left).toHaveLength(5);
  expect(names(all, 'genuine')).toEqual(names(listed, 'genuine'));
});

it('scales templates to length 1, and refuses those that have none or another dimension', () => {
  const long: Templates = new Map([
    ['a/1.jpg', Float32Array.of(3, 4)],
    ['b/1.jpg', Float32Array.of(6, 8)],
  ]);
  expect(compareDifferent(packTemplates(long)).similarity[0]).toBeCloseTo(1, 6);
  expect(() => packTemplates(new Map([...long, ['c/1.jpg', Float32Array.of(0, 0)]]))).toThrow(/c\/1.jpg/);
  expect(() => packTemplates(new Map([...long, ['c/1.jpg', Float32Array.of(1)]]))).toThrow(/c\/1.jpg/);
});

it('takes a photo outside any folder for a person of its own', () => {
  const flat: Templates = new Map([...templates].map(([path, t]) => [path.replace('/', '-'), t]));
  expect(setUpTrial(flat, null, false).impostor.left).toHaveLength(6);
});

it('takes people whom same-person pairs connect for one, in folders or not', () => {
  const people = [0, 1, 2, 3].map((k) => Float32Array.from({ length: 4 }, (_, i) => (i === k ? 1 : 0)));
  const loose: Templates = new Map([
    ['ann-1.jpg', people[0]],
    ['ann-2.jpg', people[0]],
    ['ann-3.jpg', people[0]],
    ['bob/1.jpg', people[1]],
    ['bob/2.jpg', people[1]],
    ['robert/1.jpg', people[1]],
    ['cem/1.jpg', people[2]],
    ['dee-1.jpg', people[3]],
  ]);
  const pair = (same: boolean, a: string, b: string) => ({ fold: 0, same, a, b });
  const pairs = [
    pair(true, 'ann-1.jpg', 'ann-2.jpg'),
    pair(true, 'ann-3.jpg', 'ann-2.jpg'),
    pair(true, 'bob/1.jpg', 'robert/1.jpg'),
    pair(false, 'cem/1.jpg', 'dee-1.jpg'),
  ];
  const { block, impostor } = setUpTrial(loose, pairs, true);
  expect([...block.persons]).toEqual([0, 0, 0, 1, 1, 1, 2, 3]);
  expect(block.people).toBe(4);
  expect(impostor.left).toHaveLength(8 * 7 * 0.5 - 3 - 3);
  expect(Math.max(...impostor.similarity)).toBe(0);
  // The bootstrap draws them as one, whichever impostors are counted.
  expect(setUpTrial(loose, pairs, false).block.people).toBe(4);
});

it('counts every comparison between different people and finds the threshold of a false match rate', () => {
  const circle = circleOfPeople(40, 3);
  const scores = scoreImpostors(new Map([...circle, ['p0/none.jpg', null]]));
  const entries = [...circle];
  const all = entries
    .flatMap(([a, x], i) =>
      entries
        .slice(i + 1)
        .flatMap(([b, y]) => (x && y && personOf(a) !== personOf(b) ? [x[0] * y[0] + x[1] * y[1]] : [])),
    )
    .sort((a, b) => b - a);
  expect(all).toHaveLength((120 * 117) / 2);
  expect(scores).toMatchObject({ people: 40, photos: 120, comparisons: all.length });
  for (const fmr of [0.1, 0.01, 0.001]) {
    expect(impostorThreshold(scores, fmr)).toBeCloseTo(all[Math.floor(fmr * all.length) - 1], 5);
  }
  expect(() => impostorThreshold(scores, 1e-6)).toThrow(RangeError);
});

it('refuses a pairs file that is none, naming the line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mien-pairs-'));
  const file = join(folder, 'pairs.csv');
  try {
    writeFileSync(file, 'fold,same,a,b\n0,1,x.jpg,y.jpg\n0,maybe,x.jpg,y.jpg\n');
    expect(() => readPairs(file)).toThrow(/line 3/);
    writeFileSync(file, 'fold,same,a,b\nfirst,1,x.jpg,y.jpg\n');
    expect(() => readPairs(file)).toThrow(/line 2/);
    writeFileSync(file, 'a,b\n');
    expect(() => readPairs(file)).toThrow(/first line/);
    writeFileSync(file, 'fold,same,a,b\n');
    expect(() => readPairs(file)).toThrow(/no pairs/);
    writeFileSync(file, 'fold,same,a,b\r\n3,0,"x, y.jpg",y.jpg\r\n');
    expect(readPairs(file)).toEqual([{ fold: 3, same: false, a: 'x, y.jpg', b: 'y.jpg' }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
