import { expect, it } from 'vitest';
import { sample } from '../../random';
import type { Templates } from '../photos';
import { genuinePairs, lowestThreshold, refusals, wilson } from './refusals';

/** A template at an angle in a plane: the similarity of two is the cosine of the angle between them. */
const at = (radians: number) => Float32Array.of(Math.cos(radians), Math.sin(radians));

it('pairs every two photos of one person, the most similar first, and no others', () => {
  const templates: Templates = new Map([
    ['ann/1.jpg', at(0)],
    ['bob/1.jpg', at(0)],
    ['ann/2.jpg', at(0.3)],
    ['ann/3.jpg', at(0.1)],
    ['ann/4.jpg', null],
  ]);
  const pairs = genuinePairs(templates);
  expect(pairs.map(({ a, b }) => `${a} ${b}`)).toEqual([
    'ann/1.jpg ann/3.jpg',
    'ann/2.jpg ann/3.jpg',
    'ann/1.jpg ann/2.jpg',
  ]);
  expect(pairs[0].similarity).toBeCloseTo(Math.cos(0.1), 6);
});

it('refuses what reaches the threshold', () => {
  expect(refusals([0.97, 0.98, 0.99], 0.98)).toMatchObject({ refused: 2, of: 3 });
  expect(refusals([], 0.98)).toEqual({ refused: 0, of: 0, interval: [0, 1] });
});

it.each([
  [4, 4000],
  [5, 100],
  [50, 100],
  [99, 100],
])('gives Wilson’s interval of %i in %i', (events, trials) => {
  // What defines its bounds: the rates from which the observed share lies 1.96 of their standard errors off.
  const [low, high] = wilson(events, trials);
  const errors = (rate: number) => (events / trials - rate) / Math.sqrt((rate * (1 - rate)) / trials);
  expect(errors(low)).toBeCloseTo(1.96, 2);
  expect(errors(high)).toBeCloseTo(-1.96, 2);
});

it('keeps the interval within 0…1, and says nothing of no trials', () => {
  // z² / (n + z²)
  expect(wilson(0, 100)).toEqual([0, 0.036993]);
  expect(wilson(100, 100)).toEqual([0.963007, 1]);
  expect(wilson(0, 0)).toEqual([0, 1]);
});

it('chooses the lowest threshold that refuses few enough', () => {
  const different = Array.from({ length: 1000 }, (_, i) => i / 1000);
  const threshold = lowestThreshold(different, 0.01);
  expect(threshold).toBe(0.991);
  expect(refusals(different, threshold).refused).toBe(9);
  expect(refusals(different, threshold - 0.001).refused).toBe(10);
});

it('draws the same sample for the same seed, in the order given', () => {
  const items = Array.from({ length: 1000 }, (_, i) => i);
  const drawn = sample(items, 100);
  expect(drawn).toEqual(sample(items, 100));
  expect(drawn).not.toEqual(sample(items, 100, 2));
  expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
  expect(new Set(drawn).size).toBe(100);
  expect(drawn.reduce((sum, i) => sum + i, 0) / 100).toBeGreaterThan(400);
  expect(drawn.reduce((sum, i) => sum + i, 0) / 100).toBeLessThan(600);
});
