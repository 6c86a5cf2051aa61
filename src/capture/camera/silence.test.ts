import { expect, it } from 'vitest';
import { Silence, type SilenceChange } from './silence';

/** What changes, and when, for looks every 250 ms; `alive` says whether there were frames at a time. */
function changes(alive: (at: number) => boolean, untilMs: number, everyMs = 250): [SilenceChange, number][] {
  const silence = new Silence();
  const seen: [SilenceChange, number][] = [];
  for (let at = 0; at <= untilMs; at += everyMs) {
    const change = silence.offer(alive(at), at);
    if (change !== undefined) seen.push([change, at]);
  }
  return seen;
}

it('says nothing of a camera whose frames come, or pause for a moment', () => {
  expect(changes((at) => at % 2500 === 0, 60_000)).toEqual([]);
});

it('says after three seconds that no frame comes, when they are back, and the next silence anew', () => {
  expect(changes((at) => at < 1000 || (at >= 6000 && at < 7000), 12_000)).toEqual([
    ['silent', 3750],
    ['back', 6000],
    ['silent', 9750],
  ]);
});

it('is over after thirty seconds', () => {
  expect(changes(() => false, 30_000)).toEqual([
    ['silent', 3000],
    ['over', 30_000],
  ]);
});

it('does not count the time that the page slept', () => {
  expect(changes(() => false, 100_000, 20_000)).toEqual([]);
});
