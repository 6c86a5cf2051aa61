import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { limit } from '../host';
import { problemsOfOldest } from './oldest';
import { problemsOfFiles, problemsOfTypes } from './problems';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mien-package-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A package with one entry, whose types are where it says or elsewhere. */
async function tarball(types: string): Promise<Uint8Array<ArrayBuffer>> {
  const exports = { '.': { types, default: './index.js' } };
  write(
    'package/package.json',
    JSON.stringify({ name: 'made-up', version: '1.0.0', license: 'MIT', type: 'module', exports }),
  );
  write('package/index.js', 'export const one = 1;\n');
  write('package/index.d.ts', 'export declare const one: 1;\n');
  const file = join(folder, 'made-up.tgz');
  await create({ gzip: true, cwd: folder, file }, ['package']);
  return new Uint8Array(readFileSync(file));
}

it('finds nothing in a package that users’ tools understand', { timeout: limit(60_000) }, async () => {
  const good = await tarball('./index.d.ts');
  expect([await problemsOfFiles(good), await problemsOfTypes(good)]).toEqual([[], []]);
});

it('finds types that are not where the package says', { timeout: limit(60_000) }, async () => {
  const bad = await tarball('./types.d.ts');
  expect(await problemsOfFiles(bad)).toContainEqual(expect.stringContaining('./types.d.ts'));
  expect(await problemsOfTypes(bad)).toContainEqual(expect.stringMatching(/^bundler: .*"FallbackCondition"/));
});

it('finds what the oldest TypeScript cannot read', { timeout: limit(60_000) }, () => {
  const bad = write('bad.d.ts', 'export declare const bytes: Uint8Array<ArrayBuffer>;\n');
  const good = write('good.d.ts', "export declare const bytes: ReturnType<Uint8ArrayConstructor['of']>;\n");
  expect(problemsOfOldest([bad])).toEqual([expect.stringContaining("'Uint8Array' is not generic")]);
  expect(problemsOfOldest([good])).toEqual([]);
});
