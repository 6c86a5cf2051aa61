import { expect, it } from 'vitest';
import { isOutOfMemory } from './memory';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('there was memory');
}

it.each<[string, () => unknown]>([
  ['a memory of WebAssembly at its end', () => new WebAssembly.Memory({ initial: 1, maximum: 2 }).grow(2)],
  ['an array buffer that is too large', () => new ArrayBuffer(2 ** 34)],
  ['an array of more than there is', () => new Float32Array(2 ** 32)],
])('knows %s by what this browser says', (_, work) => {
  const error = thrownBy(work);
  expect(isOutOfMemory(error), String(error)).toBe(true);
  expect(isOutOfMemory(new Error('the worker failed', { cause: error }))).toBe(true);
});

it.each([
  'std::bad_alloc',
  'Aborted(OOM). Build with -sASSERTIONS for more info.',
  'Can’t create a session. failed to allocate a buffer of size 4000000.',
  'out of memory',
])('knows what runtimes say: %s', (message) => {
  expect(isOutOfMemory(new Error(message))).toBe(true);
});

it('leaves other range errors alone', () => {
  expect(isOutOfMemory(thrownBy(() => new Array(-1)))).toBe(false);
  expect(isOutOfMemory(thrownBy(() => (1).toFixed(101)))).toBe(false);
  expect(isOutOfMemory(undefined)).toBe(false);
});
