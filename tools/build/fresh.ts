import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A build that is not made again while it holds. Paths are from the repository's root. */
export interface Build {
  /** Written once it is complete. */
  readonly stamp: string;
  /** Files and folders that it is made of. */
  readonly sources: readonly string[];
  /** One file of each part: without it the part was never built, or deleted since. */
  readonly results: readonly string[];
}

/** Whether no source is newer than the build, and no result is missing. */
export function isFresh({ stamp, sources, results }: Build): boolean {
  const built = statSync(resolve(ROOT, stamp), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const complete = results.every((result) => existsSync(join(ROOT, result)));
  return complete && sources.every((source) => newest(join(ROOT, source)) <= built);
}

function newest(path: string): number {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const inside = readdirSync(path)
    .filter((name) => name !== 'dist')
    .map((name) => newest(join(path, name)));
  return Math.max(entry.mtimeMs, ...inside);
}
