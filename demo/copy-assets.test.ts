import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildModels, readManifest } from '../models/build';
import { keep } from '../models/build/store';
import { copyAssets } from './copy-assets';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mien-demo-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('leaves out the models that were added, in the manifest, too', async () => {
  const [store, from, to] = ['store', 'from', 'to'].map((name) => join(folder, name));
  await keep(store, 'retail-0095', new Uint8Array(10), { release: 'made up', proof: 1 });
  await buildModels({ out: from, store });
  await copyAssets(from, to);
  const models = await readdir(join(from, 'models'));
  expect(models).toContain('retail-0095.onnx');
  expect(await readdir(join(to, 'models'))).toEqual(models.filter((name) => name !== 'retail-0095.onnx'));
  expect(JSON.parse(await readFile(join(to, 'manifest.json'), 'utf8'))).toEqual(await readManifest());
});
