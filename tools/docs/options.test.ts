import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { entriesOfPackage } from './entries';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');
const page = read('docs/reference/options.md');

it('every option of createEngine has a row', () => {
  const body = /interface EngineOptions \{([\s\S]*?)\n\}/.exec(read('src/api/options.ts'))?.[1] ?? '';
  const options = Array.from(body.matchAll(/^ {2}readonly (\w+)\??:/gm), ([, name]) => name);
  expect(options.length).toBeGreaterThan(20);
  expect(options.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
});

it('every entry of the package is named', () => {
  expect(entriesOfPackage().filter(({ name }) => !page.includes(`\`${name}\``))).toEqual([]);
});
