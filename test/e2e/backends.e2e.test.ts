import { expect, it } from 'vitest';
import { SOFTWARE_WEBGPU } from '../../tools/browser';
import { limit } from '../../tools/host';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

/** The software adapter takes seconds for what a GPU does in milliseconds. */
const SLOW = { timeout: limit(600_000) };

it(
  'auto answers with wasm, tries WebGPU after the first verdict, keeps the faster and remembers it',
  SLOW,
  async () => {
    await using tab = await openEngineTab({
      browserArgs: SOFTWARE_WEBGPU,
      engine: { trySoftwareAdapter: true, timeoutMs: 300_000 },
    });
    await tab.page.setInputFiles('#files', packagePhoto(1));
    const trial = () =>
      tab.page.evaluate(async () => {
        const image = files()[0];
        await failure(engine.newperson({ person_id: 'ann', group_ids: ['g'], image }));
        const before = engine.info().backend;
        const verdict = await engine.verify('ann', image);
        while (engine.info().backend.reason === 'wasm answers first') {
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return { before, verdict, after: engine.info().backend };
      });
    const first = await trial();
    expect(first.before).toMatchObject({ active: 'wasm', trial: null });
    expect(first.verdict.ismatch).toBe(true);
    expect(first.after).toMatchObject({ active: 'wasm', adapter: { isFallback: true } });
    expect(first.after.trial?.templateCosine).toBeGreaterThan(0.999);
    expect(first.after.trial?.detectionCosine).toBeGreaterThan(0.999);
    expect(first.after.trial?.webgpu.embedMs).toBeGreaterThan(first.after.trial?.wasm.embedMs ?? 0);

    await tab.page.evaluate(async () => {
      await engine.close();
      globalThis.engine = await start({ trySoftwareAdapter: true });
    });
    const second = await trial();
    expect(second.after.reason).toMatch(/^remembered: /);
    expect(second.after.trial).toBeNull();
  },
);

it('auto leaves a software adapter alone and says so', async () => {
  await using tab = await openEngineTab({ browserArgs: SOFTWARE_WEBGPU });
  await tab.page.setInputFiles('#files', packagePhoto(1));
  const backend = await tab.page.evaluate(async () => {
    await engine.newperson({ person_id: 'ann', group_ids: ['g'], image: files()[0] });
    await engine.verify('ann', files()[0]);
    while (engine.info().backend.reason === 'wasm answers first') {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return engine.info().backend;
  });
  expect(backend).toMatchObject({ active: 'wasm', reason: 'the WebGPU adapter is a software one' });
});

it('auto stays on wasm with a model that computes in integers, and says so', async () => {
  await using tab = await openEngineTab({
    browserArgs: SOFTWARE_WEBGPU,
    engine: { model: 'dlib-resnet-v1-int8', trySoftwareAdapter: true },
  });
  await tab.page.setInputFiles('#files', packagePhoto(1));
  const backend = await tab.page.evaluate(async () => {
    await engine.compare(files()[0], files()[0]);
    return engine.info().backend;
  });
  expect(backend).toMatchObject({
    active: 'wasm',
    reason: 'the model computes in integers: on wasm',
    trial: null,
  });
});

it('goes on in a new worker after the GPU was lost', SLOW, async () => {
  await using tab = await openEngineTab({
    browserArgs: SOFTWARE_WEBGPU,
    engine: { backend: 'webgpu', timeoutMs: 300_000 },
  });
  await tab.page.setInputFiles('#files', packagePhoto(1));
  await tab.page.evaluate(() => engine.newperson({ person_id: 'ann', group_ids: ['g'], image: files()[0] }));
  const vision = () => tab.page.workers().find((worker) => worker.url().includes('vision.worker'));
  const ended = new Promise((resolve) => vision()?.once('close', resolve));

  const session = await tab.browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  for (const { id } of processInfo.filter(({ type }) => type === 'GPU')) process.kill(id, 'SIGKILL');
  await ended;

  const verdict = await tab.page.evaluate(() => engine.verify('ann', files()[0], { detail: true }));
  expect(verdict).toMatchObject({ ismatch: true, detail: { backend: 'webgpu' } });
});
