import { expect, it } from 'vitest';
import { SOFTWARE_WEBGPU } from '../../tools/browser/launch';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

const PHOTOS = [1, 2, 3, 4, 5, 6];
/** The software adapter takes seconds for what a GPU does in milliseconds. */
const SLOW = { timeout: 600_000 };

it('WebGPU and wasm give the same templates and verdicts on ten photos', SLOW, async () => {
  await using tab = await openEngineTab({ browserArgs: SOFTWARE_WEBGPU, engine: { backend: 'wasm' } });
  await tab.page.setInputFiles('#files', PHOTOS.map(packagePhoto));
  const seen = await tab.page.evaluate(async () => {
    const gpu = await start({ backend: 'webgpu', appid: 'gpu', timeoutMs: 300_000 });
    // The package has six; four mirrored ones make ten.
    const mirrored = await Promise.all(
      files()
        .slice(0, 4)
        .map(async (file) => {
          const bitmap = await createImageBitmap(file);
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
          context.scale(-1, 1);
          context.drawImage(bitmap, -bitmap.width, 0);
          return canvas.convertToBlob({ type: 'image/png' });
        }),
    );
    const [first] = files();
    for (const one of [engine, gpu]) {
      await one.newperson({ person_id: 'ann', group_ids: ['g'], image: first });
    }
    const results = [];
    for (const photo of [...files(), ...mirrored]) {
      const a = await engine.extract(photo);
      const b = await gpu.extract(photo);
      results.push({
        cosine: a.template.reduce((sum, x, i) => sum + x * b.template[i], 0),
        boxShift: Math.abs(a.face.box.x - b.face.box.x) + Math.abs(a.face.box.y - b.face.box.y),
        wasm: (await engine.verify('ann', photo)).ismatch,
        webgpu: (await gpu.verify('ann', photo)).ismatch,
      });
    }
    return { results, info: gpu.info().backend };
  });
  expect(seen.info).toMatchObject({ requested: 'webgpu', active: 'webgpu' });
  expect(seen.results).toHaveLength(10);
  for (const { cosine, boxShift, wasm, webgpu } of seen.results) {
    expect(cosine).toBeGreaterThanOrEqual(0.999);
    expect(boxShift).toBeLessThan(1);
    expect(webgpu).toBe(wasm);
  }
});

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
