import { stat } from 'node:fs/promises';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Recipe, SourceFile } from './recipe';

/** Where one file of a release is to be read, a path or an address, given what the user named. */
export type Locate = (file: SourceFile) => string;

/**
 * `from` may be a folder or an address ending in "/", which hold the files under their own names, or one of the
 * files, beside which the others lie: with the same stem (`face.xml`, `face.bin`), or under their own names where
 * the named one has its own.
 * Throws where there is no such file or folder.
 */
export async function locator(from: string, { releases }: Recipe): Promise<Locate> {
  const names = new Set(releases.flatMap(({ files }) => files.map(({ name }) => name)));
  if (isAddress(from)) return locateOnline(new URL(from), names);
  const path = from.startsWith('file:') ? fileURLToPath(from) : resolve(from);
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Error(`there is no file or folder "${from}"`);
  return found.isDirectory() ? ({ name }) => join(path, name) : ({ name }) => beside(path, name, names);
}

/** Fetched, where everything else is read from the disk. */
export function isAddress(place: string): boolean {
  return /^https?:\/\//i.test(place);
}

function locateOnline(address: URL, names: ReadonlySet<string>): Locate {
  if (address.pathname.endsWith('/')) return ({ name }) => new URL(name, address).href;
  return ({ name }) => {
    const file = new URL(address);
    file.pathname = beside(file.pathname, name, names);
    return file.href;
  };
}

/** Where a file lies, given another one of them: of all, those of `names`. */
function beside(path: string, name: string, names: ReadonlySet<string>): string {
  if (names.has(basename(path))) return join(dirname(path), name);
  const { ext } = parse(path);
  return path.slice(0, path.length - ext.length) + parse(name).ext;
}
