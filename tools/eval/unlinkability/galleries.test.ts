import { expect, it } from 'vitest';
import { mulberry32 } from '../../random';
import { unlinkability } from './d-sys';
import { compareAcross, inPlain, inTwoBases, linkedByProfile, type Person } from './galleries';

const random = mulberry32(62);

function template(): Float32Array {
  // As of faces, all of them lean to one side.
  const vector = Float32Array.from({ length: 64 }, () => random() - 0.4);
  const length = Math.hypot(...vector);
  return vector.map((each) => each / length);
}

const people = Array.from({ length: 1_000 }, (): Person => {
  const one = template();
  return { one, two: one };
});

it('the same people are linked by their templates in plain, and not in two bases', async () => {
  const plain = compareAcross(inPlain(people), 5, random);
  expect(plain.mated).toHaveLength(1_000);
  expect(plain.nonMated).toHaveLength(5_000);
  expect(unlinkability(plain.mated, plain.nonMated)).toBeGreaterThan(0.99);
  const apart = compareAcross(await inTwoBases(people), 5, random);
  expect(unlinkability(apart.mated, apart.nonMated)).toBeLessThan(0.15);
});

it('no basis hides the cosines within a gallery, by which a whole one is recognised', async () => {
  expect(linkedByProfile(await inTwoBases(people))).toBe(1_000);
  const strangers = people.map(({ one }) => ({ one, two: template() }));
  expect(linkedByProfile(await inTwoBases(strangers))).toBeLessThan(20);
});
