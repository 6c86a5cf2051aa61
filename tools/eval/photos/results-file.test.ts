import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ORIGIN } from './example-origin';
import { appendResult, openResults } from './results-file';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mien-results-'));
  file = join(folder, 'results.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [ann, bob, cem] = ['ann ×1', 'bob', 'cem'].map((name) => ({ name }));

it('begins a file, and goes on with what it holds', () => {
  expect(openResults(file, ORIGIN)).toEqual([]);
  appendResult(file, ann);
  expect(openResults(file, ORIGIN)).toEqual([ann]);
  appendResult(file, bob);
  expect(openResults(file, ORIGIN)).toEqual([ann, bob]);
});

it('cuts off half a line, so that the next result stands on a line of its own', () => {
  openResults(file, ORIGIN);
  appendResult(file, ann);
  // Broken off within the bytes of ×.
  appendFileSync(file, Buffer.from('{"name":"×').subarray(0, -1));
  expect(openResults(file, ORIGIN)).toEqual([ann]);
  appendResult(file, cem);
  expect(openResults(file, ORIGIN)).toEqual([ann, cem]);
});

it('begins again when not even the first line is whole', () => {
  writeFileSync(file, '{"origin":{"mod');
  expect(openResults(file, ORIGIN)).toEqual([]);
  appendResult(file, ann);
  expect(openResults(file, ORIGIN)).toEqual([ann]);
});

it.each(['model', 'modelHash', 'alignment', 'backend', 'vision'] as const)(
  'refuses the results of another %s, and leaves them as they are',
  (key) => {
    openResults(file, ORIGIN);
    appendFileSync(file, '{"name":"an');
    const before = readFileSync(file, 'utf8');
    expect(() => openResults(file, { ...ORIGIN, [key]: 'other' })).toThrow(
      new RegExp(`results.jsonl .* ${key} ".*", not "other": name another file or delete it`),
    );
    expect(readFileSync(file, 'utf8')).toBe(before);
  },
);

it('refuses results that do not say their origin', () => {
  writeFileSync(file, `${JSON.stringify(ann)}\n`);
  expect(() => openResults(file, ORIGIN)).toThrow(/model "unknown", not "net"/);
});
