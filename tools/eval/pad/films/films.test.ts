import { expect, it } from 'vitest';
import { barsOf, type Outcome, tallies } from './measures';
import { onePhotoEach, planOf, type Session } from './plan';
import { filmSections } from './report';

const PHOTOS = Array.from({ length: 6 }, (_, i) => `p${i}/1.jpg`);

it('takes one photo of each person, in an order of its own', () => {
  const paths = [...PHOTOS, 'p0/2.jpg'];
  expect(onePhotoEach(paths).sort()).toEqual(PHOTOS);
  expect(onePhotoEach(paths)).toEqual(onePhotoEach(paths));
});

it('plans sessions of different people, with somebody else beside each, and no two alike', () => {
  const plan = planOf(PHOTOS, ['actions', 'flash'], ['genuine', 'print'], { genuine: 5, attack: 3 });
  expect(plan).toHaveLength(16);
  expect(new Set(plan.map(({ name }) => name)).size).toBe(16);
  expect(new Set(plan.map(({ seed }) => seed)).size).toBe(16);
  for (const { own, other } of plan) expect(own).not.toBe(other);
  expect(() => planOf(PHOTOS, ['actions'], ['print'], { genuine: 5, attack: 6 })).toThrow(/need 7 photos/);
});

const GENUINE = [true, true, false, 'inconclusive'] as const;

function liveOf({ name, species }: Session): Outcome['live'] {
  const i = Number(name.split('/')[2]);
  return species === 'genuine' ? GENUINE[i] : species === 'puppet' || (species === 'print' && i === 0);
}

const outcomes: Outcome[] = planOf(PHOTOS, ['actions'], ['genuine', 'print', 'swapped-after', 'puppet'], {
  genuine: 4,
  attack: 2,
}).map((session) => ({
  ...session,
  live: liveOf(session),
  score: 0,
  reasons: session.species === 'print' && liveOf(session) === false ? ['flat', 'wrong_action'] : [],
  checksMade: {},
  filmMs: 1000,
  frames: 10,
  wallMs: 1,
}));

it('counts what was accepted, refused and left open', () => {
  const [genuine, print] = tallies(outcomes, 'actions');
  expect(genuine).toMatchObject({ species: 'genuine', of: 4, accepted: 2, refused: 1, inconclusive: 1 });
  expect(print).toMatchObject({ species: 'print', of: 2, accepted: 1, refused: 1 });
  expect([...print.reasons]).toEqual([
    ['flat', 1],
    ['wrong_action', 1],
  ]);
});

it('holds attacks and living people against the bars, but not the attacks beyond them', () => {
  const bars = barsOf(tallies(outcomes, 'actions'), 'actions');
  expect(bars.map(({ wrong, of }) => [wrong, of])).toEqual([
    [1, 4],
    [2, 4],
    [0, 2],
  ]);
  const [against, bySpecies] = filmSections(outcomes, ['actions']);
  expect(against.body).toMatch(/attacks accepted.*1 of 4.*does not hold/);
  expect(against.body).toMatch(/swapped after.*0 of 2.*none.*holds/);
  expect(bySpecies.body).toMatch(/puppet \*/);
});
