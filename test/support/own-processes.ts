import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeEach } from 'vitest';
import { endMarked, MARK } from '../../tools/host';

/**
 * What a file's tests start ends with them, however they end: browsers and commands inherit a mark by which they are found.
 * A test that fails, by its time limit too, may have left some that nothing waits for any more, and that would take cores from the next.
 */
const file = [process.env[MARK], randomUUID()].filter(Boolean).join('/');
let test = '';

process.env[MARK] = file;

beforeEach(() => {
  test = `${file}/${randomUUID()}`;
  process.env[MARK] = test;
});

afterEach(({ task }) => {
  process.env[MARK] = file;
  if (task.result?.state === 'fail') endMarked(test);
});

// The first to be registered is the last to run.
afterAll(() => {
  endMarked(file);
});
