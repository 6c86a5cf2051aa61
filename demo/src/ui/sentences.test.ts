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
    expect(sentenceFor(new FaceError(code, 'the engine’s own words')), name).not.toContain('unexpected');
  }
});

it('says why a photo was not enrolled, with every reason', () => {
  const error = new FaceError(-1103, 'detail', undefined, { reasons: ['blurred', 'too_dark'] });
  expect(sentenceFor(error, 'enrolment')).toMatch(/^This photo is not good enough.*blurred: .*dark: /);
  expect(sentenceFor(new FaceError(-1103, 'no reasons'), 'enrolment')).toContain('Use another one.');
  expect(sentenceFor(error)).toContain('another version of the face model');
});

it('knows a wrong passphrase of the lock from one of a file, both from a wrong name, and a locked gallery from a full disk', () => {
  const wrong = new FaceError(-1313, 'wrong');
  const short = new FaceError(-1313, 'short', undefined, { kind: 'short_passphrase' });
  for (const each of ['en', 'zh'] as const) {
    language.value = each;
    for (const subject of ['lock', 'file'] as const) expect(sentenceFor(short, subject)).toContain(' 8 ');
    const lock = sentenceFor(wrong, 'lock');
    expect(lock).toMatch(/not the passphrase that locks|锁定人员资料的口令/);
    expect(lock).not.toMatch(/file|文件/);
    expect(sentenceFor(wrong, 'file')).toMatch(/file is damaged|文件已损坏/);
  }
  language.value = 'en';
  expect(sentenceFor(wrong)).not.toContain('not the passphrase');
  const locked = new FaceError(-1200, 'locked', undefined, { storage: 'locked' });
  expect(sentenceFor(locked)).toContain('Unlock');
});

it('keeps the detail where anything may be behind the code, and of what is no FaceError', () => {
  expect(sentenceFor(new FaceError(213, 'the worker hung'))).toContain('(the worker hung)');
  expect(sentenceFor(new TypeError('odd'))).toContain('(odd)');
});

it('speaks the chosen language', () => {
  language.value = 'zh';
  expect(sentenceFor(new FaceError(-1101, 'x'))).toContain('没有找到人脸');
});
