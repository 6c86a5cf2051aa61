import { expect, it } from 'vitest';
import type { LivenessAction, LivenessPrompt } from '../../api';
import { advance, BEGINNING, type Course, skip } from './course';
import { viewOf } from './panel-view';
import { wordsFor } from './words';

const LOOK: LivenessPrompt = { kind: 'look' };
const DONE: LivenessPrompt = { kind: 'done' };
const ask = (action: LivenessAction, left: number): LivenessPrompt => ({
  kind: 'action',
  action,
  left,
  skip: () => undefined,
});

const words = wordsFor(false);
const shown = (course: Course, mirrored = true) => {
  const progress = (taken: number, wanted: number) => `${taken} of ${wanted}`;
  const { symbol, step, text, skip } = viewOf(course, words, { mirrored, progress });
  return [symbol, step, text, skip];
};

/** What is shown, and heard, after each prompt; "skip" is the person's button. */
function played(...prompts: readonly (LivenessPrompt | 'skip')[]) {
  let course = BEGINNING;
  return prompts.map((prompt) => {
    course = prompt === 'skip' ? skip(course) : advance(course, prompt);
    return [...shown(course), prompt === 'skip' ? null : course.cue];
  });
}

it('leads from a look through actions to the end, and says which of how many', () => {
  expect(played(LOOK, ask('blink', 2), LOOK, ask('turn_left', 1), LOOK, DONE)).toEqual([
    ['look', '', words.look, 'hidden', null],
    ['blink', '1 of 2', words.actions.blink, 'ready', 'ask'],
    ['done', '', words.back, 'there', 'seen'],
    ['left', '2 of 2', words.actions.turn_left, 'ready', 'ask'],
    ['done', '', words.back, 'hidden', 'seen'],
    ['done', '', words.done, 'hidden', null],
  ]);
});

it('does not praise what was skipped, and counts another action in its place', () => {
  expect(played(ask('nod', 2), 'skip', LOOK, ask('open_mouth', 2))).toEqual([
    ['nod', '1 of 2', words.actions.nod, 'ready', 'ask'],
    ['nod', '1 of 2', words.actions.nod, 'there', null],
    ['look', '', words.look, 'there', null],
    ['mouth', '1 of 2', words.actions.open_mouth, 'ready', 'ask'],
  ]);
});

it('counts on where nothing takes the place of a skipped action', () => {
  expect(played(ask('nod', 3), 'skip', LOOK, ask('blink', 2)).at(-1)).toEqual([
    'blink',
    '2 of 3',
    words.actions.blink,
    'ready',
    'ask',
  ]);
});

it('praises nobody whose session ended before all was seen', () => {
  expect(played(ask('blink', 2), DONE).at(-1)?.at(-1)).toBeNull();
  expect(played(ask('blink', 1), DONE).at(-1)?.at(-1)).toBe('seen');
});

it('says one text for all colours of the screen', () => {
  const flash = (colour: 'red' | 'black', left: number) => ({ kind: 'flash', colour, left }) as const;
  const [first, second] = played(flash('red', 2), flash('black', 1));
  expect(first).toEqual(['look', '', words.flash, 'hidden', null]);
  expect(second).toEqual(first);
});

it('points to the side that the person sees in the picture', () => {
  const symbols = (mirrored: boolean) =>
    (['turn_left', 'turn_right'] as const).map(
      (action) => shown(advance(BEGINNING, ask(action, 1)), mirrored)[0],
    );
  expect(symbols(true)).toEqual(['left', 'right']);
  expect(symbols(false)).toEqual(['right', 'left']);
});
