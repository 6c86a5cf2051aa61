import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { install, planAssets } from '../../src/install';
import { SOFTWARE_WEBGPU } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mien-assets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What isolation and ten templates bring is asked for, too; on WebGPU, slow in software, they bring nothing. */
const VERIFICATIONS = { wasm: 11, webgpu: 1 };

it.each([
  ['nothing', {}, {}],
  ['wasm', { backend: 'wasm' }, { trySoftwareAdapter: true }],
  ['webgpu', { backend: 'webgpu' }, { backend: 'webgpu' }],
  ['a model of integers on wasm', { backend: 'wasm', models: ['dlib-resnet-v1-int8'] }, {}],
] as const)('where %s is chosen, a page finds all that it asks for', async (_, choice, options) => {
  await install(await planAssets(choice), folder);
  const missing: string[] = [];
  await using tab = await openEngineTab({
    folders: { '/mien/': folder },
    onMissing: (path) => missing.push(path),
    browserArgs: SOFTWARE_WEBGPU,
    engine: { keepWarm: false, ...options },
  });
  await tab.page.setInputFiles('#files', packagePhoto(1));
  const runs = 'backend' in options ? options.backend : 'wasm';
  const { matches, threads } = await tab.page.evaluate(async (verifications) => {
    const [ann] = files();
    await engine.newperson({ person_id: 'ann', group_ids: ['g'], image: ann });
    // A picture without a face takes every path that looks for one.
    await failure(engine.extract(new ImageData(320, 240)));
    let matches = 0;
    for (let i = 0; i < verifications; i++) matches += (await engine.verify('ann', ann)).ismatch ? 1 : 0;
    return { matches, threads: navigator.hardwareConcurrency >> 1 };
  }, VERIFICATIONS[runs]);
  expect(matches).toBe(VERIFICATIONS[runs]);
  if (options !== undefined && !('backend' in options) && threads > 1)
    await tab.page.waitForFunction(() => engine.info().runtime === 'onnxruntime');
  const { backend } = await tab.page.evaluate(() => engine.info());
  if ('trySoftwareAdapter' in options) expect(backend.reason).toContain('holds no WebGPU runtime');
  expect(missing).toEqual([]);
});

it('says what to do where the folder is of another release, or of another backend than asked for', async () => {
  await install(await planAssets({ backend: 'wasm' }), folder);
  await using tab = await openEngineTab({ folders: { '/mien/': folder }, startEngine: false });
  const failed = (backend: 'auto' | 'webgpu') =>
    tab.page.evaluate(async (asked) => {
      try {
        await (await start({ backend: asked, keepWarm: false })).close();
        return null;
      } catch (error) {
        const { code, message, data } = error as import('../../src').FaceError;
        return { code, message, data };
      }
    }, backend);
  expect(await failed('webgpu')).toMatchObject({
    code: 213,
    message: expect.stringContaining('for wasm only'),
    data: { kind: 'assets', url: `${tab.address}mien/assets.json` },
  });
  const list = join(folder, 'assets.json');
  writeFileSync(list, readFileSync(list, 'utf8').replace(/"release": "[^"]+"/, '"release": "0.0.9"'));
  // Of workers that would fail in their way the release is the reason.
  for (const worker of ['vision.worker.js', 'gallery.worker.js'])
    writeFileSync(join(folder, worker), "throw new Error('older')");
  expect(await failed('auto')).toMatchObject({
    code: 213,
    message: expect.stringMatching(/assets of 0\.0\.9, library \d+\.\d+\.\d+: run npx mien assets/),
    data: { kind: 'assets', url: `${tab.address}mien/assets.json` },
  });
});
