import { afterEach, expect, it } from 'vitest';
import { ERROR_NAMES, type ErrorCode, FaceError } from '../../../src';
import { language } from '../i18n';
import { sentenceFor } from './sentences';

afterEach(() => {
  language.value = 'en';
});

it('has a sentence for every code that a photo, a name or the browser may cause', () => {
  for (const name of Object.keys(ERROR_NAMES)) {
    const code = Number(name) as ErrorCode;
    // Those of the wire and of what a page cannot do wrong.
    if (code > 0 && code !== 213) continue;
    expect(
      sentenceFor(FaceError.from({ code, detail: 'the engine’s own words', data: undefined })),
      name,
    ).not.toContain('unexpected');
  }
});

it('says why a photo was not enrolled, with every reason', () => {
  const error = new FaceError(-1103, 'detail', { kind: 'quality', reasons: ['blurred', 'too_dark'] });
  expect(sentenceFor(error, 'enrolment')).toMatch(/^This photo is not good enough.*blurred: .*dark: /);
  expect(sentenceFor(new FaceError(-1103, 'no reasons', { kind: 'quality' }), 'enrolment')).toContain(
    'Use another one.',
  );
  const otherModel = new FaceError(-1103, 'detail', { kind: 'other_model' });
  for (const subject of ['photo', 'enrolment'] as const)
    expect(sentenceFor(otherModel, subject)).toContain('another version of the face model');
  const unaligned = new FaceError(-1103, 'detail', { kind: 'unalignable' });
  expect(sentenceFor(unaligned)).toContain('cannot be used');
});

it('knows a wrong passphrase of the lock from one of a file, both from a wrong name, and a locked gallery from a full disk', () => {
  const wrong = new FaceError(-1313, 'wrong', { kind: 'passphrase' });
  const short = new FaceError(-1313, 'short', { kind: 'short_passphrase' });
  for (const each of ['en', 'zh'] as const) {
    language.value = each;
    for (const subject of ['lock', 'file'] as const) expect(sentenceFor(short, subject)).toContain(' 8 ');
    const lock = sentenceFor(wrong, 'lock');
    expect(lock).toMatch(/not the passphrase that locks|锁定人员资料的口令/);
    expect(lock).not.toMatch(/file|文件/);
    expect(sentenceFor(wrong, 'file')).toMatch(/file is damaged|文件已损坏/);
  }
  language.value = 'en';
  const damaged = new FaceError(-1313, 'cut off', { kind: 'archive' });
  expect(sentenceFor(damaged, 'file')).toContain('not a file of people');
  expect(sentenceFor(new FaceError(-1313, 'a name', { kind: 'id' }), 'lock')).not.toContain(
    'not the passphrase',
  );
  expect(sentenceFor(wrong)).not.toContain('not the passphrase');
  const locked = new FaceError(-1200, 'locked', { kind: 'locked', storage: 'locked' });
  expect(sentenceFor(locked)).toContain('Unlock');
});

it('keeps the detail where anything may be behind the code, and of what is no FaceError', () => {
  expect(sentenceFor(new FaceError(213, 'the worker hung', { kind: 'worker_lost' }))).toContain(
    '(the worker hung)',
  );
  expect(sentenceFor(new TypeError('odd'))).toContain('(odd)');
});

it('speaks the chosen language', () => {
  language.value = 'zh';
  expect(sentenceFor(new FaceError(-1101, 'x'))).toContain('没有找到人脸');
});
