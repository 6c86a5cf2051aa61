import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One folder each: an application that uses the package. */
const FOLDER = resolve(import.meta.dirname, '../../test/consumers');

/** What a consumer's package.json says for this, under "consumer". */
interface Settings {
  /** For the table. */
  readonly title: string;
  /** Packages whose versions the table names. */
  readonly tools?: readonly string[];
  /** Takes a moment and nothing from a registry: a part of `npm test`, with this repository's tools. */
  readonly quick?: true;
  /** What the build makes, to be served as files; without it and `start` the build itself is the test. */
  readonly folder?: string;
  /** A server of its own, on the port in PORT: a command of the folder's node_modules, and its arguments. */
  readonly start?: readonly string[];
  /** Where the page lies. Default "/". */
  readonly base?: string;
  /** The Content-Security-Policy of page and workers; $CDN stands for the second origin. */
  readonly policy?: string;
  /** Whether a second origin serves the package. */
  readonly cdn?: true;
}

export interface Consumer extends Settings {
  readonly name: string;
  readonly folderOfSources: string;
  /** Name and version of what it installs, beside mien. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What all of them use. */
export const SHARED = join(FOLDER, 'shared');

export function readConsumers(): readonly Consumer[] {
  return readdirSync(FOLDER)
    .filter((name) => existsSync(join(FOLDER, name, 'package.json')))
    .map((name) => {
      const text = readFileSync(join(FOLDER, name, 'package.json'), 'utf8');
      const { consumer, dependencies } = JSON.parse(text) as {
        consumer: Settings;
        dependencies: Record<string, string>;
      };
      return { ...consumer, name, folderOfSources: join(FOLDER, name), dependencies };
    });
}
