import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dot } from './cosine';
import { compareWithPerson } from './pool';

const unit = (numbers: readonly number[]) => {
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (number) => number / length);
};
const template = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
  .filter((numbers) => Math.hypot(...numbers) > 0.1)
  .map(unit);

it('gives the cosine with the mean template, and the best face', () => {
  const probe = unit([1, 1]);
  const compared = compareWithPerson(probe, [unit([1, 0]), unit([1, 1]), unit([0, 1])]);
  expect(compared.pooled).toBeCloseTo(1, 6);
  expect(compared).toMatchObject({ bestAt: 1, faces: 3 });
  expect(compared.best).toBeCloseTo(1, 6);
});

it('equals the cosine with the normalised sum, for any templates', () => {
  fc.assert(
    fc.property(template, fc.array(template, { minLength: 1, maxLength: 20 }), (probe, templates) => {
      const sum = templates[0].map((_, k) => templates.reduce((total, each) => total + each[k], 0));
      fc.pre(Math.hypot(...sum) > 0.01);
      const { pooled, best, bestAt } = compareWithPerson(probe, templates);
      expect(pooled).toBeCloseTo(dot(probe, unit([...sum])), 4);
      expect(best).toBe(Math.max(...templates.map((each) => dot(probe, each))));
      expect(dot(probe, templates[bestAt])).toBe(best);
    }),
  );
});

it('of one face the mean is that face, bit by bit', () => {
  fc.assert(
    fc.property(template, template, (probe, one) => {
      const { pooled, best } = compareWithPerson(probe, [one]);
      expect(pooled).toBe(best);
    }),
  );
});

it('templates that cancel out say nothing', () => {
  expect(compareWithPerson(unit([1, 0]), [unit([0, 1]), unit([0, -1])]).pooled).toBe(0);
});
