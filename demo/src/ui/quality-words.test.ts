import { expect, it } from 'vitest';
import type { FaceQuality } from '../../../src';
import { adviceFor, qualityWords } from './quality-words';

const GOOD: FaceQuality = {
  eyeDistance: 48.7,
  blur: 0.03,
  brightness: 120,
  contrast: 100,
  black: 0,
  white: 0,
  pose: { pitch: 0, yaw: 0, roll: 0 },
  score: 0.95,
  visible: 1,
};

const say = (changes: Partial<FaceQuality>) => qualityWords({ ...GOOD, ...changes });

it('says what is good about a good photo', () => {
  expect(say({})).toBe('48 px between the eyes, sharp, well lit');
});

it.each<[string, Partial<FaceQuality>]>([
  ['12 px between the eyes, small, sharp, well lit', { eyeDistance: 12 }],
  ['48 px between the eyes, slightly blurred, well lit', { blur: 0.05 }],
  ['48 px between the eyes, blurred, well lit', { blur: 0.08 }],
  ['48 px between the eyes, sharp, dark', { brightness: 20 }],
  ['48 px between the eyes, sharp, well lit, turned sideways', { pose: { pitch: 0, yaw: -30, roll: 0 } }],
  ['48 px between the eyes, sharp, well lit, looking down', { pose: { pitch: -31, yaw: 0, roll: 0 } }],
  ['48 px between the eyes, sharp, well lit, cut off, possibly covered', { visible: 0.5, score: 0.6 }],
])('says "%s"', (words, changes) => {
  expect(say(changes)).toBe(words);
});

it('advises what would help, once, and nothing about a good photo', () => {
  expect(adviceFor(GOOD)).toEqual([]);
  const sentences = adviceFor({ ...GOOD, brightness: 20, pose: { pitch: -31, yaw: 30, roll: 0 } });
  expect(sentences.map((sentence) => sentence.split(':')[0])).toEqual([
    'The face is too dark',
    'The face is turned away',
  ]);
});
