import { expect, it } from 'vitest';
import type { Calibration } from '../../../src/protocol';
import { packTemplates, type Templates } from '../photos';
import {
  compareDifferent,
  compareWithin,
  falseMatchRate,
  personIntervals,
  similarityAt,
} from '../statistics';
import { checkCalibration } from './held-out';

const PEOPLE = 40;
const calibration: Calibration = {
  data: 'made up',
  people: PEOPLE,
  photos: PEOPLE,
  comparisons: 780,
  date: '2026-01-01',
  severalFaces: [],
  points: [1e-1, 1e-3, 1e-5].map((fmr, i) => {
    const similarity = 0.02 + i * 0.05;
    return { similarity, pooled: similarity, fmr, interval: [fmr, fmr] };
  }),
};

/** People at right angles to each other, but for one, who is a little like everybody: similarity 0.16. */
function withOneWolf(): Templates {
  const axis = (person: number) =>
    Float32Array.from({ length: PEOPLE - 1 }, (_, k) => (k === person ? 1 : 0));
  const people = Array.from(
    { length: PEOPLE - 1 },
    (_, person) => [`p${person}/0.jpg`, axis(person)] as const,
  );
  return new Map([...people, ['wolf/0.jpg', new Float32Array(PEOPLE - 1).fill(1)]]);
}

it('resamples strangers, too: false matches that one of them causes may all be absent', () => {
  const [{ measured, interval, falseMatches, comparisons }] = checkCalibration(calibration, withOneWolf());
  expect(falseMatches).toBeCloseTo(2 * (PEOPLE - 1), 6);
  expect(comparisons).toBe(PEOPLE * (PEOPLE - 1));
  expect(measured).toBeCloseTo(falseMatches / comparisons, 6);
  expect(interval[0]).toBe(0);
});

it('gives one photo a person the interval of all comparisons between people', () => {
  const block = packTemplates(withOneWolf());
  const sample = { ...block, genuine: compareWithin(block), impostor: compareDifferent(block) };
  const threshold = similarityAt(70, 1, calibration);
  const [all] = personIntervals(sample, (draw) => [falseMatchRate(draw, threshold)], { repetitions: 1000 });
  const [{ interval }] = checkCalibration(calibration, withOneWolf());
  expect(interval[0]).toBeCloseTo(all[0], 9);
  expect(interval[1]).toBeCloseTo(all[1], 9);
});
