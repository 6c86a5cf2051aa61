import { expect, it } from 'vitest';
import { markdown, plain } from '.';

const TABLE = {
  head: ['what', 'ms'],
  rows: [
    ['one|two', '9'],
    ['a', '10.5'],
  ],
};

it('keeps a bar out of the cells of Markdown', () => {
  expect(markdown(TABLE)).toBe('| what | ms |\n| - | - |\n| one\\|two | 9 |\n| a | 10.5 |');
});

it('puts numbers to the right', () => {
  expect(markdown(TABLE, 'numbers').split('\n')[1]).toBe('| - | -: |');
  expect(plain(TABLE)).toBe('what       ms\n───────  ────\none|two     9\na        10.5');
});
