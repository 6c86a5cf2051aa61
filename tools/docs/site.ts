import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isFresh } from '../build';
import { entriesOfPackage } from './entries';
import { writeLibrary } from './library';

const root = resolve(import.meta.dirname, '../..');
const site = join(root, '.cache/site');
const demo = join(root, 'demo/dist');

/** What the site is made of, beside the package's declarations. */
const SOURCES = [
  'docs',
  'tools/docs',
  'models/README.md',
  'CHANGELOG.md',
  'THIRD_PARTY.md',
  'package.json',
  'package-lock.json',
];

/** Which declarations the pages of the library are of: each build writes them anew, mostly the same. */
const DECLARATIONS = '.cache/site-declarations';

/** Builds the documentation site into `.cache/site`, and puts it beside the demo. The package must be built. */
export async function buildSite(): Promise<void> {
  await writeLibrary(join(root, 'docs/reference/library'));
  rmSync(site, { recursive: true, force: true });
  const { build } = await import('vitepress');
  await build(join(root, 'docs'));
  writeFileSync(join(root, DECLARATIONS), hashOfDeclarations());
  writeFileSync(join(site, 'files.json'), JSON.stringify(list(site)));
  placeSite();
}

/** Builds the site when a page has changed since, and sees to it that the demo has it. */
export async function ensureSite(log: (line: string) => void): Promise<void> {
  if (isSiteFresh()) return placeSite();
  log('building the documentation');
  await buildSite();
}

export function isSiteFresh(): boolean {
  const declarations = join(root, DECLARATIONS);
  return (
    isFresh({ stamp: '.cache/site/files.json', sources: SOURCES, results: ['.cache/site/index.html'] }) &&
    existsSync(declarations) &&
    readFileSync(declarations, 'utf8') === hashOfDeclarations()
  );
}

/** A copy of the site for the demo's folder, in place of another. */
export function placeSite(): void {
  const list = 'files.json';
  if (
    !existsSync(demo) ||
    !existsSync(join(site, list)) ||
    read(join(site, list)) === read(join(demo, 'docs', list))
  )
    return;
  rmSync(join(demo, 'docs'), { recursive: true, force: true });
  cpSync(site, join(demo, 'docs'), { recursive: true });
}

const SOON = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="3">
<title>mien: the documentation is being built</title>
<p>The documentation is being built. This page opens it as soon as it is there.</p>
`;

/** What the demo has in its place while it is built for the first time. */
export function announceSite(): void {
  if (existsSync(join(demo, 'docs/files.json'))) return;
  mkdirSync(join(demo, 'docs'), { recursive: true });
  writeFileSync(join(demo, 'docs/index.html'), SOON);
}

function read(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** What a service worker fetches that keeps the site: every file, and a name for this very content. */
function list(folder: string): { version: string; files: readonly string[] } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
  return {
    version: hash.digest('hex').slice(0, 16),
    files: files.map((file) => file.replaceAll('\\', '/')),
  };
}

function hashOfDeclarations(): string {
  const hash = createHash('sha256');
  for (const { types } of entriesOfPackage()) hash.update(readFileSync(join(root, types)));
  return hash.digest('hex');
}
