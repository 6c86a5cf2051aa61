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
  const added = ['retail-0095', 'minifasnet-v2', 'minifasnet-v1se'];
  for (const id of added) await keep(store, id, new Uint8Array(10), { release: 'made up', proof: 1 });
  await buildModels({ out: from, store });
  await copyAssets(from, to);
  const models = await readdir(join(from, 'models'));
  const files = added.map((id) => `${id}.onnx`);
  expect(models).toEqual(expect.arrayContaining(files));
  expect(await readdir(join(to, 'models'))).toEqual(models.filter((name) => !files.includes(name)));
  expect(JSON.parse(await readFile(join(to, 'manifest.json'), 'utf8'))).toEqual(await readManifest());
});
