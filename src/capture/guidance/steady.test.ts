import { expect, it } from 'vitest';
import { Steady } from './steady';

it('says the first value at once, and another only after it has lasted', () => {
  const steady = new Steady<string>();
  expect(steady.offer('a', 0)).toBe('a');
  expect(steady.offer('b', 100)).toBe('a');
  expect(steady.offer('b', 400)).toBe('a');
  expect(steady.offer('b', 450)).toBe('b');
});

it('forgets a value that went away', () => {
  const steady = new Steady<string>();
  steady.offer('a', 0);
  steady.offer('b', 100);
  steady.offer('a', 200);
  expect(steady.offer('b', 460)).toBe('a');
  expect(steady.offer('c', 700)).toBe('a');
  expect(steady.offer('c', 1050)).toBe('c');
});
