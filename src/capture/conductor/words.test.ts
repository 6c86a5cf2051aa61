import { expect, it } from 'vitest';
import type { LivenessReason, LivenessVerdict } from '../../api';
import { sentenceFor, wordsFor } from './words';

const verdict = (...reasons: LivenessReason[]): LivenessVerdict => ({
  live: 'inconclusive',
  score: 0,
  reasons,
  checks: { camera: { assurance: 'software_only', suspicions: [] } },
  capture: null,
});

it('says the most important reason, and something where there is none', () => {
  const words = wordsFor(false);
  expect(sentenceFor(verdict('no_face', 'poor_frames'), words)).toBe(words.reasons.no_face);
  expect(sentenceFor(verdict(), words)).toBe(words.reasons.other);
});

it('has a sentence of its own for every reason in both languages', () => {
  const [english, chinese] = [wordsFor(false), wordsFor(true)];
  expect(Object.keys(chinese.reasons).sort()).toEqual(Object.keys(english.reasons).sort());
  for (const { reasons } of [english, chinese])
    expect(new Set(Object.values(reasons)).size).toBe(Object.keys(reasons).length);
  for (const text of [...Object.values(chinese.reasons), ...Object.values(chinese.actions)])
    expect(text).toMatch(/[\u4e00-\u9fff]/);
});

it('lets the host replace strings, each alone', () => {
  expect(wordsFor(false, { skip: 'No' })).toMatchObject({ skip: 'No', look: wordsFor(false).look });
});
