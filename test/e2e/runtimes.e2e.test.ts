import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser';
import { limit } from '../../tools/host';
import { packagePhoto } from '../support/data';
import { openEngineTab, prepare } from '../support/engine-tab';
import { rerouted } from '../support/reroute';

/** After so many of them onnxruntime is worth its start. */
const PICTURES = 10;
const ORT_FILES = '**/runtimes/ort-wasm*';

let tab: EnginePage;
let asked = 0;

beforeAll(async () => {
  tab = await openEngineTab({ startEngine: false });
  await tab.page.setInputFiles('#files', [1, 2].map(packagePhoto));
});
afterAll(() => tab[Symbol.asyncDispose]());

/** Starts an engine of integers, on one thread, with Ann in its gallery, and verifies her so often. */
function verifyAnn(appid: string, times: number) {
  return tab.page.evaluate(
    async ({ appid, times }) => {
      globalThis.engine = await start({ model: 'dlib-resnet-v1-int8', appid, threads: 1, backend: 'wasm' });
      await engine.newperson({ person_id: 'ann', group_ids: ['g'], image: files()[0] });
      const similarities: number[] = [];
      for (let i = 0; i < times; i++) {
        const { detail } = await engine.verify('ann', files()[1], { detail: true });
        similarities.push(detail.similarity);
      }
      return { similarities, runtime: engine.info().runtime };
    },
    { appid, times },
  );
}

const similarity = () =>
  tab.page.evaluate(async () => (await engine.verify('ann', files()[1], { detail: true })).detail.similarity);

it('of integers answers without onnxruntime, and moves to it after ten pictures, with the same numbers', async () => {
  tab.context.on('request', (request) => {
    if (request.url().includes('/runtimes/ort-wasm')) asked += 1;
  });
  const { similarities, runtime } = await verifyAnn('moving', PICTURES - 2);
  expect(runtime).toBe('tfjs');
  expect(asked).toBe(0);
  await similarity();
  await tab.page.waitForFunction(() => engine.info().runtime === 'onnxruntime');
  expect(asked).toBeGreaterThan(0);
  expect(await similarity()).toBeCloseTo(similarities[0], 6);
  expect(new Set(similarities).size).toBe(1);
});

it('goes on as it is where onnxruntime cannot be had', async () => {
  const refused = tab.page.waitForRequest(ORT_FILES);
  const goOn = async () => {
    const { similarities } = await verifyAnn('staying', PICTURES + 2);
    await refused;
    for (let i = 0; i < 3; i++) similarities.push(await similarity());
    expect(await tab.page.evaluate(() => engine.info().runtime)).toBe('tfjs');
    expect(new Set(similarities).size).toBe(1);
  };
  await rerouted(tab.context, ORT_FILES, (route) => route.abort(), goOn);
});

it('starts with one thread and takes the default’s after ten templates', async () => {
  await using fourCores = await openEngineTab({ startEngine: false });
  // As far as the page knows; half of them are taken.
  await fourCores.page.addInitScript(() =>
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 }),
  );
  await fourCores.page.reload();
  await prepare(fourCores, { engine: { backend: 'wasm' } });
  await fourCores.page.setInputFiles('#files', packagePhoto(1));
  const threads = () => fourCores.page.evaluate(() => engine.info().threads);
  expect(await threads()).toBe(1);
  await fourCores.page.evaluate(async (pictures) => {
    for (let i = 0; i < pictures; i++) await engine.extract(files()[0]);
  }, PICTURES);
  await expect.poll(threads, { timeout: limit(60_000) }).toBe(2);
  expect(await fourCores.page.evaluate(() => engine.info().runtime)).toBe('onnxruntime');
});

it('computes on onnxruntime at once where threads are asked for', async () => {
  const runtime = await tab.page.evaluate(async () => {
    const threaded = await start({ appid: 'threads', threads: 2, backend: 'wasm' });
    await threaded.newperson({ person_id: 'ann', group_ids: ['g'], image: files()[0] });
    const { runtime } = threaded.info();
    await threaded.close();
    return runtime;
  });
  expect(runtime).toBe('onnxruntime');
});
