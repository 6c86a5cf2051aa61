import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fmrInterval } from './bootstrap';
import { scoreImpostors, thresholdAt } from './impostors';
import { accuracy, fnmrAt } from './metrics';
import { personOf, readPairs } from './pairs';
import type { Templates } from './templates';

/** 40 people with 3 photos each in a plane: angles spread evenly, a person's photos a little apart. */
function people(): Templates {
  const templates: Templates = new Map();
  for (let person = 0; person < 40; person++) {
    for (let photo = 0; photo < 3; photo++) {
      const angle = ((person + photo * 0.03) / 40) * 2 * Math.PI;
      templates.set(`p${person}/${photo}.jpg`, Float32Array.of(Math.cos(angle), Math.sin(angle)));
    }
  }
  templates.set('p0/none.jpg', null);
  return templates;
}

function everyImpostor(templates: Templates): number[] {
  const entries = [...templates].filter((entry): entry is [string, Float32Array] => entry[1] !== null);
  return entries
    .flatMap(([a, x], i) =>
      entries
        .slice(i + 1)
        .flatMap(([b, y]) => (personOf(a) === personOf(b) ? [] : [x[0] * y[0] + x[1] * y[1]])),
    )
    .sort((a, b) => b - a);
}

it('counts every comparison between different people and finds the threshold of a false match rate', () => {
  const templates = people();
  const scores = scoreImpostors(templates);
  const all = everyImpostor(templates);
  expect(scores).toMatchObject({ people: 40, photos: 120, comparisons: all.length });
  expect(all).toHaveLength((120 * 117) / 2);
  for (const fmr of [0.1, 0.01, 0.001]) {
    const threshold = thresholdAt(scores, fmr);
    const reached = all.filter((similarity) => similarity >= threshold - 1e-7).length;
    expect(reached / all.length).toBeGreaterThanOrEqual(fmr - 1 / all.length);
    expect(threshold).toBeCloseTo(all[Math.floor(fmr * all.length) - 1], 5);
  }
  expect(() => thresholdAt(scores, 1e-6)).toThrow(RangeError);
});

it('gives an interval around the rate, the same for the same seed', () => {
  const scores = scoreImpostors(people());
  const [low, high] = fmrInterval(scores, thresholdAt(scores, 0.05));
  expect(low).toBeLessThan(0.05);
  expect(high).toBeGreaterThan(0.05);
  expect(fmrInterval(scores, thresholdAt(scores, 0.05))).toEqual([low, high]);
});

it('counts misses, photos without a face among them', () => {
  const templates = people();
  const pairs = [
    { fold: 0, same: true, a: 'p0/0.jpg', b: 'p0/1.jpg' },
    { fold: 0, same: true, a: 'p0/0.jpg', b: 'p0/none.jpg' },
    { fold: 1, same: false, a: 'p0/0.jpg', b: 'p9/0.jpg' },
  ];
  const [rate] = fnmrAt(templates, pairs, scoreImpostors(templates), [0.01, 1e-9]);
  expect(rate).toMatchObject({ fmr: 0.01, missed: 1, genuine: 2, fnmr: 0.5 });
});

it('chooses each fold’s threshold on the other folds', () => {
  const templates = people();
  const pairs = [0, 1, 2, 3].flatMap((fold) => [
    { fold, same: true, a: `p${fold}/0.jpg`, b: `p${fold}/2.jpg` },
    { fold, same: false, a: `p${fold}/0.jpg`, b: `p${fold + 8}/0.jpg` },
  ]);
  expect(accuracy(templates, pairs).mean).toBe(1);
  const wrong = pairs.map((pair, i) => (i === 0 ? { ...pair, same: false } : pair));
  expect(accuracy(templates, wrong).mean).toBe(7 / 8);
});

it('refuses a pairs file that is none, naming the line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mien-pairs-'));
  const file = join(folder, 'pairs.csv');
  try {
    writeFileSync(file, 'fold,same,a,b\n0,1,x.jpg,y.jpg\n0,maybe,x.jpg,y.jpg\n');
    expect(() => readPairs(file)).toThrow(/line 3/);
    writeFileSync(file, 'a,b\n');
    expect(() => readPairs(file)).toThrow(/first line/);
    writeFileSync(file, 'fold,same,a,b\r\n3,0,x.jpg,y.jpg\r\n');
    expect(readPairs(file)).toEqual([{ fold: 3, same: false, a: 'x.jpg', b: 'y.jpg' }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
