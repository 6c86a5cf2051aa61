import { expect, it } from 'vitest';
import { secondScale } from '../../../src/match';
import { measureCalibration } from '../calibration';
import type { Templates } from '../photos';
import { compareDifferent, compareWithin } from '../statistics';
import { population } from '../testing';
import { packBoth, seconded } from './blocks';
import { countAsked, judge, likeness } from './judge';
import { measureSecond } from './measure';
import { checkOnHalves } from './report';

/** The same people as two networks see them, whose errors have nothing to do with each other. */
function seen(people: number, seed: number): { first: Templates; second: Templates } {
  const photosOf = (person: number) => (person % 3 === 0 ? 4 : 1);
  return {
    first: population(people, photosOf, 0.8, seed),
    second: population(people, photosOf, 0.8, seed + 100),
  };
}

const { first, second } = seen(500, 1);
const calibration = measureCalibration(first, 'these');
const blocks = packBoth(first, second);
const together = measureSecond(blocks, calibration, 1, 'these');
const scale = secondScale(calibration, together);
const strangers = compareDifferent(blocks.first);
const own = compareWithin(blocks.first);
const judged = judge(strangers, seconded(blocks.second, strangers), scale, 'auto');
const share = (values: Float32Array, reach: (each: number) => boolean) =>
  values.reduce((sum, each) => sum + (reach(each) ? 1 : 0), 0) / values.length;

it('what passes by either stage is together what the confidence promises', () => {
  for (const { fmr } of together.between) {
    const threshold = likeness(40 - 10 * Math.log10(fmr)) - 1e-6;
    expect(share(judged.similarity, (each) => each >= threshold) / fmr).toBeCloseTo(1, 1);
  }
});

it('misses fewer of their own than the first alone, and asks about a tenth of the strangers', () => {
  const missedBy = (values: Float32Array) => share(values, (each) => each < likeness(75));
  const alone = own.similarity.map((each) => likeness(scale.first({ pooled: each, best: each, faces: 1 })));
  const both = judge(own, seconded(blocks.second, own), scale, 'auto').similarity;
  expect(missedBy(both)).toBeLessThan(missedBy(alone));
  expect(countAsked(strangers, scale) / strangers.similarity.length).toBeCloseTo(0.1, 2);
});

it('leaves rates out that too few comparisons show, and rises all the way', () => {
  const { between, comparisons } = together;
  for (const [i, { similarity, pooled, fmr }] of between.entries()) {
    expect(fmr * comparisons).toBeGreaterThanOrEqual(50);
    expect(pooled).toBeGreaterThanOrEqual(similarity);
    if (i > 0) expect(similarity).toBeGreaterThan(between[i - 1].similarity);
  }
});

it('promises on unseen people what it keeps there, for one and three faces', () => {
  const pairing = {
    first: { id: 'one', templates: first, calibration },
    second: { id: 'other', templates: second, calibration },
    together,
  };
  // Of rarer matches half of the people are too few for a rate of their own: there the promise is on the safe side.
  const rates = checkOnHalves(pairing, 'auto').filter(
    ({ promised, comparisons }) => promised * comparisons > 80,
  );
  expect([...new Set(rates.map(({ faces }) => faces))]).toEqual([1, 3]);
  for (const { faces, confidence, promised, measured } of rates) {
    expect(measured / promised, `${faces} faces, confidence ${confidence}`).toBeGreaterThan(0.5);
    expect(measured / promised, `${faces} faces, confidence ${confidence}`).toBeLessThan(2);
  }
});

it('needs people with several photos', () => {
  const single = population(300, () => 1, 0.8);
  expect(() => measureSecond(packBoth(single, single), calibration, 1, 'single')).toThrow('several photos');
});
