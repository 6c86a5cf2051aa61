import { expect, it } from 'vitest';
import { transition, type WorkerState } from './worker-state';

const through = (...states: readonly WorkerState[]) => states.reduce(transition);

it('lets a worker start, rest, wake and end', () => {
  expect(through('none', 'starting', 'ready', 'resting', 'ready', 'ended')).toBe('ended');
});

it('lets one of the page’s own take the place of a shared one that was left', () => {
  expect(through('none', 'starting', 'left', 'starting', 'ready')).toBe('ready');
});

it.each<[WorkerState, WorkerState]>([
  ['ended', 'ready'],
  ['ended', 'ended'],
  ['none', 'ready'],
  ['left', 'ready'],
  ['starting', 'resting'],
])('throws for what cannot be: from %s to %s', (from, to) => {
  expect(() => transition(from, to)).toThrow(`"${from}" cannot become "${to}"`);
});
