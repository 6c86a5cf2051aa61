import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestContext } from 'vitest';
import { NO_SHARED_DATA } from './tally-reporter';

const root = resolve(import.meta.dirname, '../..');
const shared = resolve(root, '../shared');

/** Group photos that come with a package: there on every machine. `n` is 1…6. */
export function packagePhoto(n: number): string {
  return join(root, `node_modules/@vladmandic/face-api/demo/sample${n}.jpg`);
}

/** A file of the labelled data; skips the test where the data is not there. */
export function sharedData(context: TestContext, path = ''): string {
  return inShared(context, join('data', path));
}

/** The folder of optional models; skips the test where it is not there. */
export function sharedModels(context: TestContext): string {
  return inShared(context, 'models');
}

function inShared(context: TestContext, path: string): string {
  const file = join(shared, path);
  if (!existsSync(file)) context.skip(NO_SHARED_DATA);
  return file;
}
