import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { generated } from './output';

it.each(Object.entries(generated()))('%s is what `npm run docs` makes of its sources', (path, text) => {
  expect(readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8')).toBe(text);
});
