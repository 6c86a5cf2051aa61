import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** Tests, and what helps them: no build has them. */
const TESTS = /\.test\.ts$|(^|\/)testing\//;

/** Eight hexadecimal digits of the sources of pages and workers, and of what they are built with. */
export function buildId(): string {
  const hash = createHash('sha256');
  for (const path of ['package-lock.json', 'vite.config.ts', ...filesOf('src'), ...filesOf('workers')]) {
    hash.update(path).update(readFileSync(join(ROOT, path)));
  }
  return hash.digest('hex').slice(0, 8);
}

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !TESTS.test(name))
    .sort()
    .map((name) => join(folder, name));
}
