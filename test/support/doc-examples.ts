import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The TypeScript examples of a page of the documentation, in order, without their imports. Paths are from the repository's root. */
export function docExamples(page: string): string[] {
  const text = readFileSync(resolve(import.meta.dirname, '../..', page), 'utf8');
  return Array.from(text.matchAll(/```ts\n(.*?)```/gs), ([, code]) => code.replace(/^import .*\n/gm, ''));
}
