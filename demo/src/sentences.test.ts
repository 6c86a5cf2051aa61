import { expect, test } from 'vitest';
import { ERROR_NAMES, type ErrorCode, FaceError, type QualityReason } from '../../src';
import { cameraError } from './camera-error';
import { refusalFor, sentenceFor } from './sentences';

const codes = Object.keys(ERROR_NAMES).map((code) => Number(code) as ErrorCode);

test.each(codes)('%i is told as a sentence, not as a code', (code) => {
  const sentence = sentenceFor(new FaceError(code, 'no answer in time'));
  expect(sentence).toMatch(/^[A-Z].*[.)]$/);
  expect(sentence).not.toMatch(new RegExp(`${code}\\b`));
  expect(sentence).not.toContain(ERROR_NAMES[code]);
});

test('an internal error keeps its reason, which may be anything', () => {
  expect(sentenceFor(new FaceError(213, 'no answer within 30000 ms'))).toContain(
    '(no answer within 30000 ms)',
  );
});

test.each<[QualityReason[], RegExp]>([
  [['too_small'], /too small: come closer/],
  [['blurred'], /blurred: hold the camera still/],
  [['too_dark', 'low_contrast'], /too dark: .* light\. The face hardly stands out: /],
  [['too_bright'], /too bright: /],
  [['turned_away'], /turned away: look at the camera/],
  [['cut_off'], /cut off: /],
  [['unclear'], /take off what covers it/],
])('a refused enrolment says all that is wrong with the face: %j', (reasons, words) => {
  const refusal = refusalFor(new FaceError(-1103, 'the face is bad', undefined, { reasons }));
  expect(refusal).toMatch(/^This photo is not good enough to enrol\. The face .*\.$/);
  expect(refusal).toMatch(words);
  expect(refusal).not.toContain('another version');
});

test('a face that gives no template, and other refusals, have their sentences, too', () => {
  expect(refusalFor(new FaceError(-1103, 'the face gave no template'))).toMatch(
    /^This photo is not good enough to enrol\. Use another one\.$/,
  );
  const copy = new FaceError(-1312, 'almost the same face');
  expect(refusalFor(copy)).toBe(sentenceFor(copy));
});

test('templates of another model are to be enrolled again', () => {
  const error = new FaceError(-1103, 'enrolled with another model (a): re-enrol with b');
  expect(sentenceFor(error)).toMatch(/another version of the face model\. Delete the person and enrol again/);
});

test('camera errors are told in their own words, also unknown ones', () => {
  const denied = cameraError(new DOMException('Permission denied', 'NotAllowedError'));
  expect(sentenceFor(denied)).toContain('was not allowed');
  expect(sentenceFor(cameraError(new DOMException('', 'FutureError')))).toContain('FutureError');
});
