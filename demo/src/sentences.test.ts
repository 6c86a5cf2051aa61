import { expect, test } from 'vitest';
import { ERROR_NAMES, type ErrorCode, FaceError } from '../../src';
import { cameraError } from './camera-error';
import { sentenceFor } from './sentences';

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

test('camera errors are told in their own words, also unknown ones', () => {
  const denied = cameraError(new DOMException('Permission denied', 'NotAllowedError'));
  expect(sentenceFor(denied)).toContain('was not allowed');
  expect(sentenceFor(cameraError(new DOMException('', 'FutureError')))).toContain('FutureError');
});
