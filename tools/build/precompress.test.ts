import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { precompress } from './precompress';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mien-compress-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('puts both compressed forms beside what they make smaller, and nothing beside the rest', async () => {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  await mkdir(join(from, 'models'), { recursive: true });
  const text = 'the same again '.repeat(1000);
  await writeFile(join(from, 'models/text.json'), text);
  await writeFile(join(from, 'noise.bin'), randomBytes(5000));
  await writeFile(join(from, 'small.js'), 'export {};');
  const { raw, brotli } = await precompress(from, to);
  expect((await readdir(to)).sort()).toEqual(['models', 'noise.bin', 'small.js']);
  expect((await readdir(join(to, 'models'))).sort()).toEqual(['text.json', 'text.json.br', 'text.json.gz']);
  expect(brotliDecompressSync(await readFile(join(to, 'models/text.json.br'))).toString()).toBe(text);
  expect(gunzipSync(await readFile(join(to, 'models/text.json.gz'))).toString()).toBe(text);
  expect(raw).toBe(text.length + 5010);
  expect(brotli).toBeLessThan(5200);
});
