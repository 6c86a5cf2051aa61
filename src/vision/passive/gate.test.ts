import { expect, it } from 'vitest';
import type { FaceQuality } from '../../protocol';
import { reasonsAgainst } from './gate';

const GOOD: FaceQuality = {
  eyeDistance: 60,
  blur: 0.03,
  brightness: 120,
  contrast: 120,
  black: 0,
  white: 0,
  pose: { pitch: 0, yaw: 0, roll: 0 },
  score: 0.95,
  visible: 1,
};

it.each<[string, Partial<FaceQuality>, number, readonly string[]]>([
  ['nothing against a good picture', {}, 4, []],
  ['nothing against a little less around the face', {}, 2.5, []],
  ['too little around the face', {}, 1.2, ['too_close']],
  ['a small face', { eyeDistance: 10 }, 4, ['too_small']],
  ['blur', { blur: 0.1 }, 4, ['blurred']],
  ['low light', { brightness: 10 }, 4, ['too_dark']],
  [
    'everything that is wrong',
    { white: 0.6, visible: 0.5, score: 0.5 },
    1,
    ['too_close', 'too_bright', 'cut_off', 'unclear'],
  ],
])('says: %s', (_, quality, grown, reasons) => {
  expect(reasonsAgainst({ ...GOOD, ...quality }, grown)).toEqual(reasons);
});
