import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readReview, table, tally } from './report';

const folder = mkdtempSync(join(tmpdir(), 'mien-review-'));
afterAll(() => rmSync(folder, { recursive: true }));

function reviewOf(text: string) {
  const file = join(folder, 'review.csv');
  writeFileSync(file, text);
  return readReview(file);
}

const verdict = (name: string, kind: string, code: number, enrolment = code) => ({
  name,
  kind,
  code,
  enrolment,
});

it('counts per kind and over the kinds that count, without what the review says is a face', () => {
  const review = reviewOf('picture,reason\na#1 2 3 4 ×1,half a face, at the border\n');
  expect(review.get('a#1 2 3 4 ×1')).toBe('half a face, at the border');
  const rows = tally(
    [
      verdict('a#1 2 3 4 ×1', 'background', 0),
      verdict('b', 'background', 0, -1103),
      verdict('c', 'background', -1101),
      verdict('d', 'texture', -1101),
      verdict('e', 'cartoon face', 0),
    ],
    review,
    new Set(['background', 'texture']),
  );
  expect(rows).toMatchObject([
    { kind: 'background', pictures: 2, reviewed: 1, verified: 1, enrolled: 0 },
    { kind: 'texture', pictures: 1, reviewed: 0, verified: 0, enrolled: 0 },
    { kind: 'cartoon face', pictures: 1, verified: 1, enrolled: 1 },
    { kind: 'all of background, texture', pictures: 3, reviewed: 1, verified: 1 },
  ]);
  expect(table(rows)).toContain('| texture | 1 | 0 | 0 | 0–79 % | 0 |');
});

it('refuses a review that is none', () => {
  expect(() => reviewOf('name,why\n')).toThrow('picture,reason');
  expect(() => reviewOf('picture,reason\nno comma\n')).toThrow('line 2');
});
