import { readFile, stat } from 'node:fs/promises';
import { describeFile } from '../files';
import { isAddress, type Locate } from './locate';
import type { Recipe, Release, SourceFile } from './recipe';

/** Long enough for a few megabytes on a slow line. */
const FETCH_LIMIT_MS = 120_000;

/** A release with the contents of its files, in the release's order. */
export interface FoundRelease {
  readonly release: Release;
  readonly contents: readonly Uint8Array[];
}

/**
 * Reads the files of whichever release lies there, and refuses every other byte: sizes and sha256 are the recipe's.
 * Throws where a file is missing, cannot be reached, or is another one.
 */
export async function readSource(recipe: Recipe, locate: Locate): Promise<FoundRelease> {
  const limit = Math.max(...recipe.releases.flatMap(({ files }) => files.map(({ bytes }) => bytes)));
  // Releases share file names; each place is read once.
  const read = new Map<string, Promise<Uint8Array>>();
  const contentsOf = (file: SourceFile) => {
    const place = locate(file);
    const known =
      read.get(place) ?? (isAddress(place) ? fetchAtMost(place, limit) : readAtMost(place, limit));
    read.set(place, known);
    return known;
  };
  const differing: string[] = [];
  for (const release of recipe.releases) {
    const contents: Uint8Array[] = [];
    for (const file of release.files) contents.push(await contentsOf(file));
    const wrong = release.files.filter((file, i) => !isThat(file, contents[i]));
    if (wrong.length === 0) return { release, contents };
    for (const file of wrong) {
      const found = describeFile(file.name, await contentsOf(file));
      differing.push(
        `  ${locate(file)}: ${found.bytes} bytes, sha256 ${found.sha256}`,
        `    ${release.name} has ${file.bytes} bytes, sha256 ${file.sha256}`,
      );
    }
  }
  throw new Error([`${recipe.id}: these are not the files of a known release:`, ...differing].join('\n'));
}

function isThat(file: SourceFile, contents: Uint8Array | undefined): boolean {
  return contents !== undefined && describeFile(file.name, contents).sha256 === file.sha256;
}

async function readAtMost(path: string, limit: number): Promise<Uint8Array> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new Error(`there is no file "${path}"`);
  if (found.size > limit) throw tooLong(path, limit);
  return readFile(path);
}

async function fetchAtMost(address: string, limit: number): Promise<Uint8Array> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(FETCH_LIMIT_MS) });
    if (!response.ok || response.body === null) throw new Error(`HTTP status ${response.status}`);
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body) {
      bytes += part.length;
      if (bytes > limit) throw tooLong(address, limit);
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (cause) {
    throw new Error(
      `could not fetch ${address}: ${reasonOf(cause)}\nFetch the files by other means and name them with --from.`,
      { cause },
    );
  }
}

function tooLong(place: string, limit: number): Error {
  return new Error(`${place} is longer than the ${limit} bytes of any file of this model`);
}

/** `fetch` says no more than "fetch failed"; the reason lies below. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return 'code' in error && typeof error.code === 'string' && !error.message.includes(error.code)
    ? `${error.message} (${error.code})`
    : error.message || String('code' in error ? error.code : error.name);
}
