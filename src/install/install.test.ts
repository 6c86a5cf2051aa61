import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AssetsList } from '../protocol';
import { describe as describeFile } from './describe';
import { install, planAssets, run } from './index';

let scratch: string;
let packaged: string;
let target: string;

const detector = (name: string) => ({
  topology: { path: `models/${name}.json` },
  weights: { path: `models/${name}.bin` },
});
const MANIFEST = {
  version: 1,
  detectors: { shortRange: detector('short'), fullRange: detector('full') },
  landmarker: { file: { path: 'models/points.onnx' } },
  mesh: { file: { path: 'models/mesh.onnx' }, canonical: { path: 'models/mesh.bin' } },
  embedders: [
    { id: 'small', file: { path: 'models/small.onnx' }, alignment: { landmarks: 'refined' } },
    { id: 'large', file: { path: 'models/large.onnx' }, alignment: {} },
    { id: 'elsewhere', optional: true, alignment: {} },
  ],
  passive: { networks: [{ file: { path: 'models/alive.onnx' } }] },
};

const FILES = [
  'gallery.worker.js',
  'vision.worker.js',
  'chunks/ort.wasm.min-1.js',
  'chunks/ort.webgpu.min-1.js',
  'chunks/tfjs-1.js',
  'chunks/tfjs.webgpu-1.js',
  'runtimes/ort-wasm-simd-threaded.wasm',
  'runtimes/ort-wasm-simd-threaded.asyncify.wasm',
  'runtimes/tfjs-backend-wasm-simd.wasm',
  ...[
    'short.json',
    'short.bin',
    'full.json',
    'full.bin',
    'points.onnx',
    'mesh.onnx',
    'mesh.bin',
    'small.onnx',
    'large.onnx',
    'alive.onnx',
  ].map((name) => `models/${name}`),
];
/** Of the smallest choice; whoever added networks to the folder wants them, too. */
const MODELS = [
  'alive.onnx',
  'full.bin',
  'full.json',
  'mesh.bin',
  'mesh.onnx',
  'points.onnx',
  'short.bin',
  'short.json',
  'small.onnx',
];

/** A package's assets folder of a release. */
async function publish(release: string, paths: readonly string[], text = ''): Promise<void> {
  await rm(packaged, { recursive: true, force: true });
  const files: Record<string, unknown> = {};
  for (const [path, contents] of [
    ...paths.map((each) => [each, `${each} ${text} `.repeat(200)] as const),
    ['manifest.json', JSON.stringify(MANIFEST)] as const,
  ]) {
    await mkdir(dirname(join(packaged, path)), { recursive: true });
    await writeFile(join(packaged, path), contents);
    files[path] = await describeFile(Buffer.from(contents));
  }
  const list = { release, backends: ['wasm', 'webgpu'], files };
  await writeFile(join(packaged, 'assets.json'), JSON.stringify(list));
}

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'mien-install-'));
  [packaged, target] = [join(scratch, 'package'), join(scratch, 'public/mien')];
  await publish('1.0.0', FILES);
});
afterEach(() => rm(scratch, { recursive: true }));

async function names(folder = target): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    .sort();
}

const listed = async () => JSON.parse(await readFile(join(target, 'assets.json'), 'utf8')) as AssetsList;

it('copies the first model and both backends when nothing is said', async () => {
  await install(await planAssets({}, packaged), target);
  const others = FILES.filter((path) => !path.startsWith('models/'));
  expect(await names()).toEqual(
    [...others, ...MODELS.map((name) => `models/${name}`), 'assets.json', 'manifest.json'].sort(),
  );
  expect(await listed()).toMatchObject({ release: '1.0.0', backends: ['wasm', 'webgpu'] });
});

it.each([
  [
    'wasm',
    ['ort.wasm.min-1.js', 'tfjs-1.js'],
    ['ort-wasm-simd-threaded.wasm', 'tfjs-backend-wasm-simd.wasm'],
  ],
  [
    'webgpu',
    ['ort.webgpu.min-1.js', 'tfjs-1.js', 'tfjs.webgpu-1.js'],
    ['ort-wasm-simd-threaded.asyncify.wasm'],
  ],
] as const)('copies what %s takes, and says so', async (backend, chunks, runtimes) => {
  await install(await planAssets({ backend }, packaged), target);
  expect(await readdir(join(target, 'chunks'))).toEqual(chunks);
  expect(await readdir(join(target, 'runtimes'))).toEqual(runtimes);
  expect((await listed()).backends).toEqual([backend]);
});

it('lists the chosen models alone, the first of them first, and brings landmarks where they are needed', async () => {
  await install(await planAssets({ models: ['large', 'small'] }, packaged), target);
  const manifest = JSON.parse(await readFile(join(target, 'manifest.json'), 'utf8')) as typeof MANIFEST;
  expect(manifest.embedders.map(({ id }) => id)).toEqual(['large', 'small']);
  await install(await planAssets({ models: ['large'] }, packaged), target);
  expect(await readdir(join(target, 'models'))).toEqual([
    'alive.onnx',
    'full.bin',
    'full.json',
    'large.onnx',
    'mesh.bin',
    'mesh.onnx',
    'short.bin',
    'short.json',
  ]);
});

it('leaves the face mesh out when told to, and out of the manifest', async () => {
  await install(await planAssets({ mesh: false }, packaged), target);
  expect(await readdir(join(target, 'models'))).toEqual(MODELS.filter((name) => !name.startsWith('mesh')));
  expect(JSON.parse(await readFile(join(target, 'manifest.json'), 'utf8'))).not.toHaveProperty('mesh');
});

it('copies nothing the second time, and what is missing or damaged the third', async () => {
  const plan = await planAssets({}, packaged);
  expect((await install(plan, target)).written).toHaveLength((await names()).length);
  const worker = join(target, 'vision.worker.js');
  const { mtimeMs } = await stat(worker);
  expect(await install(plan, target)).toEqual({ written: [], removed: [], kept: [], before: '1.0.0' });
  expect((await stat(worker)).mtimeMs).toBe(mtimeMs);
  await writeFile(worker, 'half');
  await rm(join(target, 'models/small.onnx'));
  expect([...(await install(plan, target)).written].sort()).toEqual([
    'models/small.onnx',
    'vision.worker.js',
  ]);
});

it('removes what a former release brought, unless somebody changed it, and nothing else', async () => {
  await publish('0.9.0', [...FILES, 'chunks/old-1.js', 'old/alone.js', 'old.js']);
  await install(await planAssets({}, packaged), target);
  await writeFile(join(target, 'mine.txt'), 'mine');
  await writeFile(join(target, 'old.js'), 'changed');
  await publish('1.0.0', FILES, 'new');
  const done = await install(await planAssets({}, packaged), target);
  expect(done).toMatchObject({
    removed: ['chunks/old-1.js', 'old/alone.js'],
    kept: ['old.js'],
    before: '0.9.0',
  });
  const left = await names();
  expect(left).toContain('mine.txt');
  expect(left).toContain('old.js');
  expect(left.filter((path) => path.startsWith('old/') || path.includes('old-1'))).toEqual([]);
  expect(await readdir(target)).not.toContain('old');
});

it('touches nothing outside of the folder, whatever its list says', async () => {
  await install(await planAssets({}, packaged), target);
  const outside = join(scratch, 'public/outside.txt');
  await writeFile(outside, 'x');
  const list = await listed();
  const files = { ...list.files, '../outside.txt': await describeFile(Buffer.from('x')) };
  await writeFile(join(target, 'assets.json'), JSON.stringify({ ...list, files }));
  await install(await planAssets({}, packaged), target);
  expect(await readFile(outside, 'utf8')).toBe('x');
});

it('puts both compressed forms beside what they make smaller, makes none twice, and takes them back', async () => {
  const plan = await planAssets({}, packaged);
  await install(plan, target, true);
  const text = await readFile(join(target, 'models/small.onnx'));
  expect(brotliDecompressSync(await readFile(join(target, 'models/small.onnx.br')))).toEqual(text);
  expect(gunzipSync(await readFile(join(target, 'models/small.onnx.gz')))).toEqual(text);
  expect((await install(plan, target, true)).written).toEqual([]);
  await install(plan, target);
  expect((await names()).filter((path) => /\.(br|gz)$/.test(path))).toEqual([]);
});

it('says what is wrong with a model', async () => {
  await expect(planAssets({ models: ['huge'] }, packaged)).rejects.toThrow(
    'there is no model "huge"; the package has: small, large',
  );
  await expect(planAssets({ models: ['elsewhere'] }, packaged)).rejects.toThrow('models add elsewhere');
});

it.each([
  [['copy'], 'there is no command "copy"'],
  [['assets'], 'give one folder'],
  [['assets', 'a', 'b'], 'give one folder'],
  [['assets', 'a', '--backend', 'gpu'], '--backend is "wasm" or "webgpu", not "gpu"'],
  [['assets', 'a', '--models', 'x'], "Unknown option '--models'"],
])('ends with 2 and a message after %j', async (args, message) => {
  const said: string[] = [];
  expect(
    await run(
      args,
      () => undefined,
      (line) => said.push(line),
    ),
  ).toBe(2);
  expect(said.join('\n')).toContain(message);
});
