import { expect, it } from 'vitest';
import type { Pair } from '../photos';
import { onePairAPerson } from './pairs';
import { robustnessSection, robustnessTable } from './report';
import { type RobustnessTrial, summarise } from './summary';

/** Templates whose cosine to the first axis is as given. */
const like = (cosine: number) => Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2), 0);
const other = Float32Array.of(0, 0, 1);
const percent = (similarity: number) => 100 * similarity;

/** Three people: with `bad`, one is not found, one falls by 20 below 75, one is refused. */
const trials: RobustnessTrial[] = [
  { person: 'ann', a: like(1), b: like(0.9), copies: new Map([['bad', like(0.72)]]) },
  { person: 'bob', a: like(1), b: like(0.8), copies: new Map([['bad', 'no face' as const]]) },
  { person: 'eve', a: other, b: other, copies: new Map([['bad', 'refused' as const]]) },
];

it('counts misses, pictures without a template among them, and shifts of the others', () => {
  const [plain, bad] = summarise(trials, ['bad'], percent);
  expect(plain).toMatchObject({
    pairs: 3,
    noFace: 0,
    refused: 0,
    misses: { 70: { events: 0, of: 3 }, 75: { events: 0 } },
  });
  expect(plain.shift).toEqual({ low: 0, median: 0, high: 0 });
  expect(bad).toMatchObject({
    noFace: 1,
    refused: 1,
    misses: { 70: { events: 2, of: 3 }, 75: { events: 3, of: 3 } },
  });
  expect(bad.confidence.median).toBeCloseTo(72, 3);
  expect(bad.shift.median).toBeCloseTo(-18, 3);
});

it('counts impostors among other people only', () => {
  const [plain, bad] = summarise(trials, ['bad'], percent);
  // Ann's and bob's photos are alike, eve's is not: 2 of the 6 comparisons.
  expect(plain.falseMatches).toMatchObject({ events: 2, of: 6 });
  // Of the copies only ann's gave a template.
  expect(bad.falseMatches).toMatchObject({ events: 1, of: 2 });
});

it('does not take a missing copy for one without a face', () => {
  expect(() => summarise(trials, ['never made'], percent)).toThrow('ann has no copy "never made"');
});

it('writes a line for each degradation, and draws them', () => {
  const rows = summarise(trials, ['bad'], percent);
  const [, , plain, bad] = robustnessTable(rows).split('\n');
  expect(plain).toMatch(
    /^\| as it is \| 0 \| 0 \| 0 of 3: 0\.00 % \(.*\) \| .* \| 90\.0 \| 0\.0 \(0\.0 to 0\.0\) \| 2 of 6 \|$/,
  );
  expect(bad).toMatch(/^\| bad \| 1 \| 1 \| 2 of 3: 66\.7 % .* \| 72\.0 \| −18\.0 \(.*\) \| 1 of 2 \|$/);
  const { pictures = {} } = robustnessSection(rows);
  expect(Object.keys(pictures)).toEqual(['robustness-fnmr.svg', 'robustness-shift.svg']);
  for (const svg of Object.values(pictures)) expect(svg).toMatch(/^<svg.*>bad<.*<\/svg>\n$/s);
});

it('takes one same-person pair a person, and the same ones among more', () => {
  const pair = (person: string, n: number, same = true): Pair => ({
    fold: 0,
    same,
    a: `${person}/1.jpg`,
    b: `${same ? person : 'nobody'}/${n}.jpg`,
  });
  const pairs = Array.from({ length: 12 }, (_, i) => `p${i}`).flatMap((person) => [
    pair(person, 2),
    pair(person, 3),
    pair(person, 4, false),
  ]);
  const few = onePairAPerson(pairs, 4);
  const more = onePairAPerson(pairs, 9);
  expect(few.every(({ same }) => same)).toBe(true);
  expect(new Set(more.map(({ a }) => a)).size).toBe(9);
  expect(more.slice(0, 4)).toEqual(few);
  expect(onePairAPerson(pairs, 99)).toHaveLength(12);
});
