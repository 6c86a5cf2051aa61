import { expect, it } from 'vitest';
import { answerOf, inTenths, strangersPerPass, unsureFrom } from './verdict';

it('makes three answers of two thresholds, each from its own value on', () => {
  expect(unsureFrom(75)).toBe(60);
  expect([100, 75, 74.9, 60, 59.9, 0].map((confidence) => answerOf(confidence, 75))).toEqual([
    'yes',
    'yes',
    'unsure',
    'unsure',
    'no',
    'no',
  ]);
});

it('says in round numbers how many strangers it takes', () => {
  expect([50, 60, 65, 70, 75, 80, 85, 90].map(strangersPerPass)).toEqual([
    10, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000,
  ]);
});

it('never shows more than there is', () => {
  expect([74.99, 75, 100].map(inTenths)).toEqual([74.9, 75, 100]);
});
