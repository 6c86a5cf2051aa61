import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ModelFile } from '../../../src/protocol';

/** What the manifest says of a file's contents. */
export function describeFile(path: string, contents: Uint8Array): ModelFile {
  return { path, bytes: contents.length, sha256: createHash('sha256').update(contents).digest('hex') };
}

/** Whether `folder` already holds the file that the manifest describes. */
export async function isPresent(folder: string, file: ModelFile): Promise<boolean> {
  try {
    return describeFile(file.path, await readFile(join(folder, file.path))).sha256 === file.sha256;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Writes by renaming, so that a reader never meets half a file; a failure leaves none behind. */
export async function writeWhole(path: string, contents: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, contents);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
