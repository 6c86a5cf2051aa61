import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const TEXT = /\.(md|ts|tsx|mjs|js|wat|json|yml)$/;

/** Files of the repository that may speak of pages. */
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(
    (file) =>
      TEXT.test(file) &&
      file !== 'package-lock.json' &&
      !file.startsWith('docs/.vitepress/') &&
      existsSync(join(root, file)),
  )
  .map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);

const decisions = new Set(readdirSync(join(root, 'docs/decisions')).map((name) => name.slice(0, 3)));

it('pages that comments and texts name are there', () => {
  const missing = files.flatMap(([file, text]) =>
    Array.from(text.matchAll(/(?<![\w./-])docs\/[\w/-]+\.md\b/g), ([page]) => page)
      .filter((page) => !existsSync(join(root, page)))
      .map((page) => `${file}: ${page}`),
  );
  expect(missing).toEqual([]);
});

it('decisions that comments and texts name are there', () => {
  const missing = files.flatMap(([file, text]) =>
    Array.from(text.matchAll(/docs\/decisions\/(\d{3})/g), ([, number]) => number)
      .filter((number) => !decisions.has(number))
      .map((number) => `${file}: ${number}`),
  );
  expect(missing).toEqual([]);
});

it('links of pages outside docs/ lead somewhere', () => {
  const dead = files
    .filter(([file]) => file.endsWith('.md') && !file.startsWith('docs/'))
    .flatMap(([file, text]) =>
      Array.from(text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g), ([, href]) => href)
        .filter((href) => !/^[a-z]+:/.test(href))
        .filter((href) => !statSync(join(root, dirname(file), href), { throwIfNoEntry: false }))
        .map((href) => `${file}: ${href}`),
    );
  expect(dead).toEqual([]);
});
