import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestContext } from 'vitest';

/** The only reason for which a test may be skipped where `CI` is set. */
export const NO_SHARED_DATA = 'skipped: no shared data';

const SHARED = resolve(import.meta.dirname, '../../../../../shared');

/** The folder of optional models; skips the test where it is not there. */
export function sharedModels(context: TestContext): string {
  return inShared(context, 'models');
}

/** A file or folder beside the repository that not every machine has; skips the test where it is not there. */
export function inShared(context: TestContext, path: string): string {
  const file = join(SHARED, path);
  if (!existsSync(file)) context.skip(NO_SHARED_DATA);
  return file;
}
