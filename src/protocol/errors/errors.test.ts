import { expect, it } from 'vitest';
import { CODES, ERROR_NAMES } from './codes';
import { FaceError, isPictureFault } from './errors';

it('names every code once, and gives each its constant', () => {
  const codes = Object.values(CODES);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(Object.values(ERROR_NAMES)).size).toBe(codes.length);
  for (const code of codes) expect(ERROR_NAMES[code], String(code)).toMatch(/^[A-Z_]+$/);
});

it('adds which picture is to blame and keeps the rest', () => {
  const error = new FaceError(CODES.UNDECODABLE, 'cut off', { kind: 'damaged', cause: 'why' });
  expect(error.about(2)).toMatchObject({
    code: -1102,
    detail: 'cut off',
    cause: 'why',
    data: { kind: 'damaged', fail_flag: 2 },
  });
});

it('tells faults of a picture from failures and from faults of what is stored', () => {
  const ofPictures = [
    new FaceError(CODES.NO_FACE, ''),
    new FaceError(CODES.UNDECODABLE, '', { kind: 'damaged' }),
    new FaceError(CODES.UNUSABLE_FACE, '', { kind: 'unalignable' }),
    new FaceError(CODES.UNUSABLE_FACE, '', { kind: 'quality' }),
    new FaceError(CODES.EMPTY_PICTURE, ''),
    new FaceError(CODES.DOWNLOAD_FAILED, '', { kind: 'status' }),
    new FaceError(CODES.NOT_A_PICTURE, '', { kind: 'animated' }),
  ];
  for (const error of ofPictures) expect(isPictureFault(error), String(error.code)).toBe(true);
  const others = [
    new FaceError(CODES.INTERNAL, '', { kind: 'out_of_memory' }),
    new FaceError(CODES.TOO_FREQUENT, '', { kind: 'busy' }),
    new FaceError(CODES.STORAGE, '', { kind: 'full' }),
    new FaceError(CODES.UNUSABLE_FACE, '', { kind: 'other_model' }),
    new FaceError(CODES.PARAMETER_INVALID, '', { kind: 'id' }),
    new FaceError(CODES.NO_PERSON, ''),
    new RangeError('odd'),
    undefined,
  ];
  for (const error of others) expect(isPictureFault(error), String(error)).toBe(false);
});
