import { copyFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ModelManifest } from '../../../src/protocol';
import { describeFile } from '../files';
import { buildModels } from '../index';
import { keep, readStored } from '../store';
import { temporaryFolder } from '../testing';
import { sharedModels } from '../testing/shared';
import { addModel, removeModel } from './add';

let folder: string;
let lines: string[];
let options: { store: string; out: string; log: (line: string) => void };
beforeEach(async () => {
  folder = await temporaryFolder();
  lines = [];
  options = { store: join(folder, 'store'), out: join(folder, 'assets'), log: (line) => lines.push(line) };
});
afterEach(() => rm(folder, { recursive: true }));

const retail = 'retail-0095';
const stem = 'face-reidentification-retail-0095';

async function installedFile(id = retail) {
  const manifest = JSON.parse(await readFile(join(options.out, 'manifest.json'), 'utf8')) as ModelManifest;
  return manifest.embedders.find((entry) => entry.id === id)?.file;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Nothing of the model, neither kept nor served, nor a half-written file. */
async function expectNothing() {
  expect(await readdir(options.store).catch(() => [])).toEqual([]);
  expect(await exists(join(options.out, `models/${retail}.onnx`))).toBe(false);
}

it('adds a model, says what it is, and puts it into the assets with its hash', async (context) => {
  await addModel(retail, { ...options, from: sharedModels(context) });
  expect(lines.join('\n')).toMatch(/Apache-2\.0[\s\S]*2213628 bytes[\s\S]*IR version 5[\s\S]*cosine 1\.0/);
  const file = await installedFile();
  const bytes = await readFile(join(options.out, file?.path ?? ''));
  expect(file).toEqual(describeFile(`models/${retail}.onnx`, bytes));
  expect(await installedFile('mobileface-v2')).toBeUndefined();
});

it('takes a plain ONNX file as it is', async (context) => {
  const from = join(sharedModels(context), 'mobileface_identification_v2.fp16w.onnx');
  await addModel('mobileface-v2', { ...options, from });
  expect((await installedFile('mobileface-v2'))?.sha256).toBe(describeFile('', await readFile(from)).sha256);
});

it('adds both networks that judge a picture together, whichever of their files is named, or none', async (context) => {
  const files = ['minifasnet_v2_2.7_80x80.onnx', 'minifasnet_v1se_4.0_80x80.onnx'];
  const hashes = await Promise.all(
    files.map(async (name) => describeFile('', await readFile(join(sharedModels(context), name))).sha256),
  );
  for (const name of ['', ...files]) {
    await addModel('minifasnet', { ...options, from: join(sharedModels(context), name) });
    const { passive } = JSON.parse(
      await readFile(join(options.out, 'manifest.json'), 'utf8'),
    ) as ModelManifest;
    expect(passive.networks.map(({ file }) => file?.sha256)).toEqual(hashes);
    expect(await removeModel('minifasnet', options)).toBe(true);
  }
  expect(await readdir(options.store)).toEqual([]);
  expect(await exists(join(options.out, 'models/minifasnet-v2.onnx'))).toBe(false);
});

it('keeps neither of the two when one is missing', async (context) => {
  const from = join(folder, 'from');
  await mkdir(from);
  const name = 'minifasnet_v2_2.7_80x80.onnx';
  await copyFile(join(sharedModels(context), name), join(from, name));
  await expect(addModel('minifasnet', { ...options, from })).rejects.toThrow(/there is no file .*v1se/);
  await expectNothing();
});

it('brings other assets up to date when the model is installed', async () => {
  await keep(options.store, retail, new Uint8Array(10), { release: 'made up', proof: 1 });
  await addModel(retail, { ...options, from: 'nowhere' });
  expect(lines.at(-1)).toMatch(/is installed/);
  expect(await installedFile()).toEqual(describeFile(`models/${retail}.onnx`, new Uint8Array(10)));
  expect(await readFile(join(options.out, `models/${retail}.onnx`))).toHaveLength(10);
});

it('reads nothing when the model is installed, and mends a damaged one', async (context) => {
  const from = sharedModels(context);
  await addModel(retail, { ...options, from });
  await addModel(retail, { ...options, from: 'nowhere' });
  expect(lines.at(-1)).toMatch(/is installed/);

  await truncate(join(options.store, `${retail}.onnx`), 1000);
  expect((await readStored(options.store, retail)).state).toBe('damaged');
  await buildModels({ ...options });
  expect(lines.at(-1)).toMatch(/damaged and left out; `npm run mien -- models add retail-0095` mends it/);
  expect(await installedFile()).toBeUndefined();
  await addModel(retail, { ...options, from });
  expect(await installedFile()).toBeDefined();
});

it('removes a model from the store and the assets', async (context) => {
  await addModel(retail, { ...options, from: sharedModels(context) });
  expect(await removeModel(retail, options)).toBe(true);
  await expectNothing();
  expect(await installedFile()).toBeUndefined();
  expect(await removeModel(retail, options)).toBe(false);
});

it('leaves nothing behind when a file is another one', async (context) => {
  const from = join(folder, 'from');
  await mkdir(from);
  await copyFile(join(sharedModels(context), `${stem}.xml`), join(from, `${stem}.xml`));
  await expect(addModel(retail, { ...options, from })).rejects.toThrow(/there is no file/);
  await copyFile(join(sharedModels(context), `${stem}.bin`), join(from, `${stem}.bin`));
  await truncate(join(from, `${stem}.bin`), 2_213_627);
  await expect(addModel(retail, { ...options, from })).rejects.toThrow(/2213627 bytes, sha256/);
  await expectNothing();
});

it('leaves nothing behind when the assets cannot be written', async (context) => {
  await writeFile(options.out, 'a file where the folder should be');
  await expect(addModel(retail, { ...options, from: sharedModels(context) })).rejects.toThrow(
    /EEXIST|ENOTDIR/,
  );
  expect(await readdir(options.store)).toEqual([]);
});

it('leaves nothing behind when the store cannot be written', async (context) => {
  await writeFile(options.store, 'a file where the folder should be');
  const adding = addModel(retail, { ...options, from: sharedModels(context) });
  await expect(adding).rejects.toThrow(/retail-0095 could not be kept in .*store: (EEXIST|ENOTDIR)/);
  expect(await exists(options.out)).toBe(false);
});

it('keeps no model whose receipt could not be written', async () => {
  await mkdir(join(options.store, 'made-up.json'), { recursive: true });
  const kept = keep(options.store, 'made-up', new Uint8Array(10), { release: 'r', proof: 1 });
  await expect(kept).rejects.toThrow();
  expect(await exists(join(options.store, 'made-up.onnx'))).toBe(false);
});

it('refuses a name it does not know, and one without an address', async () => {
  await expect(addModel('nope', options)).rejects.toThrow(
    /no optional model "nope"; there are: retail-0095, /,
  );
  await expect(removeModel('../x', options)).rejects.toThrow(/no optional model/);
  await expect(addModel('mobileface-v2', options)).rejects.toThrow(/no official address .*--from/);
  await expectNothing();
});
