import { expect, it } from 'vitest';
import { areaUnderRoc, chooseThreshold, halves, rate, ratesAt } from './measures';
import type { Judged } from './networks';
import { networksIn, sectionsOf } from './report';
import { listSamples } from './samples';

function judged(
  person: string,
  species: string | null,
  score: number | null,
  reasons: readonly string[] = [],
): Judged {
  const scores = { minifasnet: score, 'human antispoof': null, 'human liveness': null };
  return { name: `${person}/${score}`, source: 'cam', species, person: `cam/${person}`, scores, reasons };
}

const ALL = [
  judged('a', null, 0.9),
  judged('a', null, 0.4),
  judged('a', null, 0.1, ['too_close']),
  judged('b', null, 0.95),
  judged('b', null, 0.8),
  judged('a', 'print', 0.1),
  judged('a', 'print', 0.6),
  judged('b', 'print', 0.2),
  judged('b', 'print', null, ['code -1101']),
  judged('a', 'screen', 0.7),
  judged('a', 'screen', 0.3),
];

it('counts attacks above the threshold per species, the worst first, and living faces at or below it per person', () => {
  const { attacks, live } = ratesAt(ALL, 'minifasnet', 0.5);
  expect(attacks).toMatchObject([
    { species: 'screen', wrong: 1, of: 2, unanswered: 0, people: { wrong: 1, of: 1 } },
    { species: 'print', wrong: 1, of: 3, unanswered: 1, people: { wrong: 1, of: 2 } },
  ]);
  expect(live).toMatchObject({ wrong: 1, of: 4, unanswered: 1 });
  expect(live.people).toMatchObject([
    { person: 'cam/a', wrong: 1, of: 2, unanswered: 1 },
    { person: 'cam/b', wrong: 0, of: 2 },
  ]);
  expect(rate(live)).toBe(0.25);
  // A score that equals the threshold does not count as living.
  expect(ratesAt(ALL, 'minifasnet', 0.95).live.wrong).toBe(4);
});

it('resamples people for the interval of living faces: one who is always refused makes it wide', () => {
  const people = ['a', 'b', 'c', 'd'];
  const living = people.flatMap((person) =>
    Array.from({ length: 50 }, (_, i) => judged(person, null, person === 'a' ? 0.1 : 0.5 + i / 1000)),
  );
  const [low, high] = ratesAt(living, 'minifasnet', 0.3).live.interval;
  expect(low).toBe(0);
  expect(high).toBeGreaterThan(0.7);
});

it('chooses the highest threshold that refuses at most one living face of twenty', () => {
  const living = Array.from({ length: 40 }, (_, i) => judged('a', null, 0.2 + i / 100));
  const threshold = chooseThreshold(living, 'minifasnet');
  expect(threshold).toBeCloseTo(0.219, 9);
  expect(ratesAt(living, 'minifasnet', threshold).live.wrong).toBe(2);
  expect(ratesAt(living, 'minifasnet', threshold + 0.002).live.wrong).toBe(3);
  expect(chooseThreshold([judged('a', 'print', 0.4)], 'minifasnet')).toBeNaN();
  expect(chooseThreshold([judged('a', null, 0.99)], 'minifasnet')).toBe(0.5);
});

it('splits people, never the pictures of one', () => {
  const all = ['a', 'b', 'c', 'd'].flatMap((person) => [
    judged(person, null, 0.9),
    judged(person, 'print', 0.1),
  ]);
  const [one, other] = halves(all);
  const peopleOf = (half: readonly Judged[]) => [...new Set(half.map(({ person }) => person))];
  expect([one.length, other.length]).toEqual([4, 4]);
  expect(peopleOf(one).filter((person) => peopleOf(other).includes(person))).toEqual([]);
});

it('gives the area under the curve of every score that there is, gated or not', () => {
  expect(areaUnderRoc([judged('a', null, 0.9), judged('a', 'print', 0.9)], 'minifasnet')).toBe(0.5);
  expect(areaUnderRoc([judged('a', null, 0.9, ['blurred']), judged('a', 'print', 0.1)], 'minifasnet')).toBe(
    1,
  );
});

it('reports whoever answered, and what the gate sent back', () => {
  expect(networksIn(ALL)).toEqual(['minifasnet']);
  const sections = sectionsOf(ALL, 0.5);
  expect(sections[0]?.body).toContain('cam, screen: 1 of 2: 50.0 %');
  expect(sections.at(-1)?.body).toMatch(/`code -1101` \| 0 +\| 0 +\| 1 +\| 0/);
  const others = ALL.map((each) => ({
    ...each,
    scores: { minifasnet: null, 'human antispoof': each.scores.minifasnet, 'human liveness': null },
  }));
  expect(sectionsOf(others, undefined).map(({ title }) => title)).toHaveLength(2);
});

it('refuses a folder that is laid out in another way', () => {
  expect(() => listSamples(import.meta.dirname)).toThrow(/no pictures of living faces/);
});
