import { expect, it } from 'vitest';
import { wishesOf } from './wishes';

function wishes(attributes: Record<string, string>, reducedMotion = false) {
  return wishesOf({ getAttribute: (name) => attributes[name] ?? null }, reducedMotion);
}

it('asks for what the attributes say', () => {
  expect(wishes({ liveness: 'both', without: ' nod  blink shrug', sound: '', 'allow-passive': '' })).toEqual({
    checks: 'both',
    lightReplaced: false,
    without: ['blink', 'nod'],
    sound: true,
    passive: true,
  });
  expect(wishes({ liveness: 'passive' })).toEqual({
    checks: 'passive',
    lightReplaced: false,
    without: [],
    sound: false,
    passive: false,
  });
});

it('checks something where the word is unknown or empty', () => {
  for (const liveness of ['', 'Actions ', 'none']) expect(wishes({ liveness }).checks).toBe('actions');
});

it.each(['flash', 'both'])(
  'never flashes by "%s" where motion is to be reduced, or the page says so',
  (liveness) => {
    for (const found of [wishes({ liveness }, true), wishes({ liveness, 'no-flash': '' })]) {
      expect(found).toMatchObject({ checks: 'actions', lightReplaced: true });
    }
  },
);

it('takes "false" for absent, as React 18 writes it', () => {
  expect(wishes({ liveness: 'flash', 'no-flash': 'false', sound: 'false' })).toMatchObject({
    checks: 'flash',
    sound: false,
  });
});
