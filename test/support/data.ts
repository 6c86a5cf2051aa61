import { join, resolve } from 'node:path';
import type { TestContext } from 'vitest';
import { inShared } from '../../models/build/testing/shared';

const root = resolve(import.meta.dirname, '../..');

/** Group photos that come with a package: there on every machine. `n` is 1…6. */
export function packagePhoto(n: number): string {
  return join(root, `node_modules/@vladmandic/face-api/demo/sample${n}.jpg`);
}

/** A file of the labelled data; skips the test where the data is not there. */
export function sharedData(context: TestContext, path = ''): string {
  return inShared(context, join('data', path));
}
