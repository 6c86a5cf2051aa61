import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EmbedderEntry, ModelManifest, OptionalEmbedder } from '../../src/protocol';
import { describeFile } from './files';
import { buildModels, MANIFEST_PATH } from './index';
import { keep } from './store';
import { temporaryFolder } from './testing';

let out: string;
/** Without optional models, whatever this machine has added. */
let store: string;
let lines: string[];
const log = (line: string) => lines.push(line);
beforeEach(async () => {
  lines = [];
  out = await temporaryFolder();
  store = join(out, 'store');
});
afterEach(() => rm(out, { recursive: true }));

async function committed(): Promise<ModelManifest> {
  return JSON.parse(await readFile(MANIFEST_PATH, 'utf8')) as ModelManifest;
}

/** A manifest like the committed one, but for the embedders of this build. */
async function withEmbedder(change: (entry: EmbedderEntry) => EmbedderEntry[]): Promise<string> {
  const manifest = await committed();
  const path = join(out, 'other.json');
  const embedders = manifest.embedders.flatMap<EmbedderEntry | OptionalEmbedder>((entry) =>
    'optional' in entry ? [entry] : change(entry),
  );
  await writeFile(path, JSON.stringify({ ...manifest, embedders }));
  return path;
}

const wrongHash = (entry: EmbedderEntry) => [{ ...entry, file: { ...entry.file, sha256: '0'.repeat(64) } }];

it('gives the same bytes each time', async () => {
  const hashes = async () => {
    await buildModels({ out, store, log });
    const files = await readdir(join(out, 'models'));
    const contents = await Promise.all(files.map((file) => readFile(join(out, 'models', file))));
    await rm(join(out, 'models'), { recursive: true });
    return contents.map((bytes, index) => describeFile(files[index] ?? '', bytes));
  };
  const first = await hashes();
  expect(first).toHaveLength(9);
  expect(await hashes()).toEqual(first);
  expect(lines).toHaveLength(18);
});

it('refuses a file with another hash, and writes nothing', async () => {
  const manifestPath = await withEmbedder(wrongHash);
  await expect(buildModels({ out, store, manifestPath })).rejects.toThrow(
    /dlib-resnet-v1-int8\.onnx\n\s+expected sha256 0{64}.*\n\s+got\s+sha256 [0-9a-f]{64}[\s\S]*\nRun `npm ci`/,
  );
  expect(await readdir(out)).toEqual(['other.json']);
});

it('takes over hashes for a maintainer, and keeps the calibration', async () => {
  const manifestPath = await withEmbedder(wrongHash);
  await buildModels({ out, store, manifestPath, writeManifest: true });
  expect(JSON.parse(await readFile(manifestPath, 'utf8'))).toEqual(await committed());
});

it('does nothing where all files are there, and repairs one that is damaged', async () => {
  await buildModels({ out, store });
  await buildModels({ out, store, log });
  expect(lines).toEqual(['models: up to date']);

  const { weights } = (await committed()).detectors.shortRange;
  await writeFile(join(out, weights.path), 'damaged');
  await buildModels({ out, store });
  expect((await readFile(join(out, weights.path))).length).toBe(weights.bytes);
});

it('leaves added models out when it is told to, and puts them back', async () => {
  await keep(store, 'retail-0095', new Uint8Array(10), { release: 'made up', proof: 1 });
  const optional = async () => {
    const { embedders } = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as ModelManifest;
    const files = await readdir(join(out, 'models'));
    return [
      files.includes('retail-0095.onnx'),
      embedders.find(({ id }) => id === 'retail-0095')?.file?.bytes,
    ];
  };
  await buildModels({ out, store });
  expect(await optional()).toEqual([true, 10]);
  await buildModels({ out, store: null });
  expect(await optional()).toEqual([false, undefined]);
  await buildModels({ out, store });
  expect(await optional()).toEqual([true, 10]);
});

it('leaves embedders of other sources alone', async () => {
  const foreign = { package: 'https://example.org/model.onnx', version: '1', files: [], license: 'MIT' };
  const manifestPath = await withEmbedder((entry) => [
    entry,
    {
      ...entry,
      id: 'other',
      file: { path: 'models/other.onnx', bytes: 1, sha256: '0'.repeat(64) },
      source: foreign,
    },
  ]);
  await buildModels({ out, store, manifestPath });
  expect(await readdir(join(out, 'models'))).not.toContain('other.onnx');
});
