import fc from 'fast-check';
import { expect, test } from 'vitest';
import { msOf } from '../clock';
import {
  bounded,
  merge,
  NOBODY,
  type PersonState,
  toJson,
  type View,
  viewOf,
  withLocal,
  withoutExcess,
} from '.';
import { stampsOf } from './person';

type State = PersonState<string>;

const DEVICES = ['a', 'b', 'c'];
const PERSON: View<string> = {
  person_name: 'Ada',
  tag: '',
  consent: null,
  expires: null,
  group_ids: ['staff'],
  faces: new Map([['f1', 'face 1']]),
};

/** What one device does: it changes its person, or hears what another one has. Clocks differ by hours. */
const STEP = fc.record({
  device: fc.nat({ max: 2 }),
  other: fc.option(fc.nat({ max: 2 })),
  ms: fc.integer({ min: 0, max: 1e7 }),
  change: fc.constantFrom('delete', 'name', 'tag', 'expires', 'consent', 'group', 'add', 'remove', 'create'),
  n: fc.nat({ max: 4 }),
});
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

function edit(view: View<string> | null, { change, n }: Step): View<string> | null {
  if (change === 'delete') return null;
  const now = view ?? { ...PERSON, person_name: `born ${n}`, faces: new Map([[`f${n}`, `face ${n}`]]) };
  const faces = new Map(now.faces);
  switch (change) {
    case 'name':
      return { ...now, person_name: `name ${n}` };
    case 'tag':
      return { ...now, tag: `tag ${n}` };
    case 'expires':
      return { ...now, expires: n };
    case 'consent':
      return { ...now, consent: { textHash: `${n}`, version: '1', time: n, locale: 'en' } };
    case 'group':
      return { ...now, group_ids: now.group_ids.includes(`g${n}`) ? [] : [...now.group_ids, `g${n}`] };
    case 'add':
      faces.set(`f${n}`, `face ${n}`);
      return { ...now, faces };
    case 'remove':
      faces.delete(`f${n}`);
      return { ...now, faces };
    default:
      return now;
  }
}

/** Every state that any device ever had, in any history. */
function run(steps: readonly Step[]): State[] {
  const states: State[] = DEVICES.map(() => NOBODY);
  const all: State[] = [];
  for (const step of steps) {
    const mine = states[step.device] ?? NOBODY;
    const theirs = step.other === null ? undefined : states[step.other];
    const next = theirs
      ? merge(mine, theirs)
      : withLocal(mine, edit(viewOf(mine), step), step.ms, DEVICES[step.device] ?? '');
    states[step.device] = next;
    all.push(next);
  }
  return all;
}

const HISTORY = fc.array(STEP, { minLength: 3, maxLength: 40 }).map(run);
const three = (all: State[], i: number, j: number, k: number): [State, State, State] => {
  const at = (n: number) => all[n % all.length] ?? NOBODY;
  return [at(i), at(j), at(k)];
};
const NATS = fc.tuple(fc.nat(), fc.nat(), fc.nat());
const text = (state: State) => JSON.stringify(toJson(state, (face) => face));

test('merging is commutative, associative and idempotent', () => {
  fc.assert(
    fc.property(HISTORY, NATS, (all, picks) => {
      const [a, b, c] = three(all, ...picks);
      expect(text(merge(a, b))).toBe(text(merge(b, a)));
      expect(text(merge(merge(a, b), c))).toBe(text(merge(a, merge(b, c))));
      expect(text(merge(a, a))).toBe(text(a));
      expect(text(merge(a, merge(a, b)))).toBe(text(merge(a, b)));
    }),
    { numRuns: 1000 },
  );
});

test('a change on a device is what it then sees, and no change changes nothing', () => {
  fc.assert(
    fc.property(HISTORY, STEP, (all, step) => {
      const state = all[all.length - 1] ?? NOBODY;
      const wanted = edit(viewOf(state), step);
      const after = withLocal(state, wanted, step.ms, 'a');
      const seen = viewOf(after);
      expect(
        seen && { ...seen, group_ids: [...seen.group_ids].sort(), faces: [...seen.faces].sort() },
      ).toEqual(
        wanted && {
          ...wanted,
          group_ids: [...wanted.group_ids].sort(),
          faces: [...wanted.faces].sort(),
        },
      );
      expect(withLocal(after, seen, step.ms + 1, 'b')).toBe(after);
      // Its change is an addition: who merges the state from before has it still.
      expect(text(merge(after, state))).toBe(text(after));
    }),
    { numRuns: 1000 },
  );
});

test('a deletion wins over all that was done to the person by who had not heard of it', () => {
  const ada = withLocal<string>(NOBODY, PERSON, 1000, 'a');
  const deleted = withLocal(ada, null, 2000, 'b');
  const month = 30 * 86_400_000;
  const edited = withLocal(
    ada,
    { ...PERSON, person_name: 'Lovelace', faces: new Map([['f2', 'late']]) },
    month,
    'c',
  );
  expect(viewOf(merge(edited, deleted))).toBeNull();
  // Enrolled again, she has nothing of what she had.
  const again = withLocal(deleted, { ...PERSON, faces: new Map([['f9', 'new']]) }, 3000, 'a');
  const view = viewOf(merge(merge(edited, again), deleted));
  expect(view?.person_name).toBe('Ada');
  expect([...(view?.faces.keys() ?? [])]).toEqual(['f9']);
});

test('two enrolments of one id count together, and what one had added stays after the other is edited', () => {
  const here = withLocal<string>(NOBODY, PERSON, 1000, 'a');
  const there = withLocal<string>(NOBODY, { ...PERSON, faces: new Map([['f2', 'face 2']]) }, 2000, 'b');
  const both = merge(here, there);
  expect([...(viewOf(both)?.faces.keys() ?? [])]).toEqual(['f1', 'f2']);
  const fewer = withLocal(both, { ...PERSON, faces: new Map([['f2', 'face 2']]) }, 3000, 'c');
  expect([...(viewOf(merge(here, fewer))?.faces.keys() ?? [])]).toEqual(['f2']);
});

test('more faces than a person can have: every device removes the same ones', () => {
  const faces = (from: number) => new Map(Array.from({ length: 15 }, (_, i) => [`f${from + i}`, 'x']));
  const here = withLocal<string>(NOBODY, { ...PERSON, faces: faces(0) }, 1000, 'a');
  const there = withLocal<string>(NOBODY, { ...PERSON, faces: faces(50) }, 2000, 'b');
  const one = withoutExcess(merge(here, there), 20, 3000, 'a');
  const other = withoutExcess(merge(there, here), 20, 4000, 'b');
  expect(viewOf(one)?.faces.size).toBe(20);
  expect(viewOf(merge(one, other))?.faces).toEqual(viewOf(one)?.faces);
});

test('a clock that is a year ahead does not win: its stamps are bounded before anybody sees them', () => {
  const now = 1e12;
  const ada = withLocal<string>(NOBODY, PERSON, now, 'a');
  const ahead = withLocal(ada, { ...PERSON, person_name: 'wrong' }, now + 365 * 86_400_000, 'b');
  const sent = bounded(ahead, ada, now + 5000, 'b');
  expect(viewOf(sent)?.person_name).toBe('wrong');
  expect(Math.max(...[...stampsOf(sent)].map(msOf))).toBeLessThanOrEqual(now + 5000);
  const right = withLocal(ada, { ...PERSON, person_name: 'right' }, now + 6000, 'c');
  expect(viewOf(merge(sent, right))?.person_name).toBe('right');
  // A deletion on such a device ends no later life.
  const gone = bounded(withLocal(ada, null, now + 1e10, 'b'), ada, now + 5000, 'b');
  const again = withLocal(gone, PERSON, now + 7000, 'c');
  expect(viewOf(merge(gone, again))?.person_name).toBe('Ada');
});

test('what was sent with a stamp from the future is surpassed by whoever sees it', () => {
  const far = withLocal<string>(NOBODY, PERSON, 4e12, 'b');
  const renamed = withLocal(far, { ...PERSON, person_name: 'later' }, 1000, 'a');
  expect(viewOf(merge(far, renamed))?.person_name).toBe('later');
  expect(viewOf(merge(far, withLocal(far, null, 1000, 'a')))).toBeNull();
});

test('a deletion stays after what it deletes, where the other device’s clock was a little ahead', () => {
  const bob = withLocal<string>(NOBODY, PERSON, 2000, 'b');
  const gone = bounded(withLocal(bob, null, 1500, 'a'), bob, 1600, 'a');
  expect(viewOf(merge(bob, gone))).toBeNull();
});
