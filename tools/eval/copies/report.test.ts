import { expect, it } from 'vitest';
import { COPY_KINDS, copyKey, type Templates } from '../photos';
import { countedCopies, kindTable, measure, thresholdTable } from './report';

/** Templates whose similarity to the first axis is as given. */
const like = (similarity: number) => Float32Array.of(similarity, Math.sqrt(1 - similarity ** 2));

const photos: Templates = new Map([
  ['ann/1.jpg', like(1)],
  ['ann/2.jpg', like(0.95)],
  ['bob/1.jpg', like(1)],
]);
/** Of ann's first photo, all at 0.99 but one without a face. */
const copies: Templates = new Map(
  COPY_KINDS.map((kind, i) => [copyKey('ann/1.jpg', kind), i === 1 ? null : like(0.99)]),
);

it('measures copies and different photos of the people asked for', () => {
  const measured = measure(photos, copies, new Set(['ann']));
  expect(measured).toMatchObject({ people: 1, copied: 1, different: [{ a: 'ann/1.jpg', b: 'ann/2.jpg' }] });
  expect(countedCopies(measured)).toHaveLength(COPY_KINDS.filter((kind) => kind.counted).length - 1);
  const other = measure(photos, copies, new Set(['bob']));
  expect(other).toMatchObject({ people: 1, copied: 0, different: [] });
});

it('says per kind what a threshold refuses, and where no face was found', () => {
  const table = kindTable(measure(photos, copies, new Set(['ann'])), 0.98);
  expect(table[0]).toMatchObject({ name: 'JPEG 0.95', min: 0.99, median: 0.99, 'no face': 0 });
  expect(table[0].refused).toMatch(/^1 of 1: 100 %/);
  expect(table[1]).toMatchObject({ 'no face': 1 });
  expect(table.at(-1)?.refused).toMatch(/^0 of 1: 0 %/);
});

it('shows both rates of both halves at each threshold', () => {
  const [ann, bob] = ['ann', 'bob'].map((person) => measure(photos, copies, new Set([person])));
  const [low, high] = thresholdTable(ann, bob, [0.9, 0.995]);
  expect(low['different, choosing']).toMatch(/^1 of 1/);
  expect(high['different, choosing']).toMatch(/^0 of 1/);
  expect(low['different, reporting']).toMatch(/^0 of 0: none/);
});
