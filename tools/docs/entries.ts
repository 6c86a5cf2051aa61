import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

interface Exports {
  readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
}

export interface Entry {
  /** What is imported, e.g. "mien/http". */
  readonly name: string;
  /** Its declaration file, from the root. */
  readonly types: string;
}

const root = resolve(import.meta.dirname, '../..');

/** The package's entries that have types. */
export function entriesOfPackage(): readonly Entry[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Exports;
  return Object.entries(exports).flatMap(([path, entry]) =>
    typeof entry === 'object' && entry.types !== undefined
      ? [{ name: path.replace(/^\./, 'mien'), types: entry.types }]
      : [],
  );
}
