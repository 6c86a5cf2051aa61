import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';
import { rerouted } from '../support/reroute';

let tab: EnginePage;

beforeAll(async () => {
  // Neither what is routed here nor who is ended reaches a worker that pages share: shared-worker.e2e.test.ts has those.
  tab = await openEngineTab({ engine: { keepWarm: false } });
  await tab.page.setInputFiles('#files', [1, 2].map(packagePhoto));
  await tab.page.evaluate(() => engine.newperson({ person_id: 'ann', group_ids: ['g'], image: files()[0] }));
});

afterAll(() => tab[Symbol.asyncDispose]());

/** Ends a worker from within: the page is not told by any event. */
async function endWorker(kind: 'vision' | 'gallery'): Promise<void> {
  const workers = tab.page.workers().filter((worker) => worker.url().includes(`${kind}.worker`));
  await Promise.all(workers.map((worker) => worker.evaluate(() => self.close()).catch(() => undefined)));
}

it('rejects what was running when the vision worker dies and answers the rest from a new one', async () => {
  const pending = tab.page.evaluate(() => {
    // A large picture without a face keeps the worker busy for a second or more.
    const calls = [new ImageData(2000, 1500), files()[0], files()[0]].map((image) =>
      failure(engine.verify('ann', image)),
    );
    return Promise.all(calls);
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await endWorker('vision');
  const [first, ...queued] = await pending;
  expect(first).toMatchObject({ code: 213, message: expect.stringContaining('stopped') });
  expect(queued).toEqual([null, null]);
  const verdict = await tab.page.evaluate(() => engine.verify('ann', files()[0]));
  expect(verdict.ismatch).toBe(true);
});

it('survives the death of the gallery worker without losing anything', async () => {
  await endWorker('gallery');
  const verdict = await tab.page.evaluate(async () => {
    await failure(engine.getinfo('ann')); // may be the one that notices
    return engine.verify('ann', files()[0]);
  });
  expect(verdict.ismatch).toBe(true);
});

it('rejects with the signal’s reason when aborted: before, while waiting, while running', async () => {
  const seen = await tab.page.evaluate(async () => {
    const [image] = files();
    const reason = new DOMException('enough', 'AbortError');
    const running = new AbortController();
    const waiting = new AbortController();
    const calls = [
      failure(engine.verify('ann', image, { signal: AbortSignal.abort(reason) })),
      failure(engine.extract(image, { signal: running.signal })),
      failure(engine.extract(image, { signal: waiting.signal })),
      failure(engine.extract(image)),
    ];
    setTimeout(() => waiting.abort(reason), 1);
    setTimeout(() => running.abort(reason), 5);
    return Promise.all(calls);
  });
  expect(seen.slice(0, 3).map((result) => result?.name)).toEqual(['AbortError', 'AbortError', 'AbortError']);
  expect(seen[3]).toBeNull();
});

it('an abort reaches the worker: the next call need not wait for the rest of a long search', async () => {
  const seen = await tab.page.evaluate(async () => {
    const nothing = new ImageData(2000, 1500);
    const began = performance.now();
    await failure(engine.extract(nothing));
    const whole = performance.now() - began;
    const controller = new AbortController();
    const aborted = failure(engine.extract(nothing, { signal: controller.signal }));
    setTimeout(() => controller.abort(), whole / 10);
    await aborted;
    const again = performance.now();
    await engine.extract(files()[0]);
    return { whole, waited: performance.now() - again };
  });
  expect(seen.waited).toBeLessThan(seen.whole * 0.75);
});

it('rejects with 213 when the time is up, replaces the worker and goes on', async () => {
  const seen = await tab.page.evaluate(async () => ({
    late: await failure(engine.verify('ann', files()[0], { timeoutMs: 3 })),
    next: await engine.verify('ann', files()[0]),
    senseless: await failure(engine.verify('ann', files()[0], { timeoutMs: 0 })),
  }));
  expect(seen.late).toMatchObject({ code: 213, name: 'FaceError' });
  expect(seen.late?.message).toContain('3 ms');
  expect(seen.next.ismatch).toBe(true);
  expect(seen.senseless?.code).toBe(-1313);
});

it('an aborted enrolment leaves no trace', async () => {
  const seen = await tab.page.evaluate(async () => {
    const controller = new AbortController();
    const attempt = failure(
      engine.newperson(
        { person_id: 'ghost', group_ids: ['ghosts'], image: files()[0] },
        { signal: controller.signal },
      ),
    );
    setTimeout(() => controller.abort(), 10);
    return {
      attempt: await attempt,
      person: await failure(engine.getinfo('ghost')),
      groups: await engine.getgroupids(),
    };
  });
  expect(seen.attempt?.name).toBe('AbortError');
  expect(seen.person?.code).toBe(-1303);
  expect(seen.groups.group_ids).toEqual(['g']);
});

it('frees its workers when disposed, leaves other engines alone, and refuses later calls', async () => {
  const before = tab.page.workers().length;
  const seen = await tab.page.evaluate(async () => {
    const progress: { loadedBytes: number; totalBytes: number }[] = [];
    const second = await start({ appid: 'second', onProgress: (step) => progress.push(step) });
    const pending = failure(second.extract(files()[0]));
    await second[Symbol.asyncDispose]();
    return {
      progress,
      pending: await pending,
      later: await failure(second.getgroupids()),
      first: (await engine.verify('ann', files()[0])).ismatch,
      info: engine.info(),
    };
  });
  expect(seen.pending?.code).toBe(213);
  expect(seen.later?.code).toBe(213);
  expect(seen.first).toBe(true);
  // Or fewer: onnxruntime's worker may have taken over meanwhile, for two.
  await expect.poll(() => tab.page.workers().length).toBeLessThanOrEqual(before);
  const last = seen.progress.at(-1);
  expect(last?.loadedBytes).toBe(last?.totalBytes);
  expect(seen.progress.length).toBeGreaterThan(1);
  expect(seen.info).toMatchObject({ appid: 'test', backend: { requested: 'auto', active: 'wasm' } });
});

it('asks once more for a worker’s file that did not arrive', async () => {
  let asked = 0;
  const file = '**/mien/gallery.worker.js';
  const started = await rerouted(
    tab.context,
    file,
    (route) => (++asked === 1 ? route.abort() : route.continue()),
    () => tab.page.evaluate(() => failure(start())),
  );
  expect(started).toBeNull();
  expect(asked).toBe(2);
});

it('says which script is missing, and starts once it is there', async () => {
  const started = await rerouted(
    tab.context,
    '**/chunks/tfjs-*',
    (route) => route.fulfill({ status: 404 }),
    () => tab.page.evaluate(() => failure(start())),
  );
  expect(started).toMatchObject({ code: 213, message: expect.stringContaining('chunks/tfjs') });
  expect(await tab.page.evaluate(() => failure(start()))).toBeNull();
});

it('refuses to start from wrong assets and says what is wrong', async () => {
  const folder = '/mien/models/';
  const alter = async (route: Route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[1000] ^= 1;
    await route.fulfill({ response, body });
  };
  const tampered = await rerouted(tab.context, `**${folder}*.onnx`, alter, () =>
    tab.page.evaluate(() => failure(start())),
  );
  const others = await tab.page.evaluate(async () => ({
    nowhere: await failure(start({ assets: '/nowhere/' })),
    model: await failure(start({ model: 'no-such-model' })),
    appid: await failure(start({ appid: 'with space' })),
    origin: await failure(start({ assets: 'http://127.0.0.1:1/' })),
    aborted: await failure(start({ signal: AbortSignal.abort() })),
  }));
  expect(tampered?.code).toBe(213);
  expect(tampered?.message).toContain('sha256');
  expect(others.nowhere?.code).toBe(213);
  expect(others.model?.message).toContain('mobilefacenet-192');
  expect(others.appid?.code).toBe(-1313);
  expect(others.origin?.code).toBe(213);
  expect(others.aborted?.name).toBe('AbortError');
});

it('an addface that is aborted has stored nothing', async () => {
  const seen = await tab.page.evaluate(async () => {
    const before = (await engine.getfaceids('ann')).face_ids.length;
    const controller = new AbortController();
    const images = Array.from({ length: 8 }, () => files()[1]);
    const attempt = failure(engine.addface({ person_id: 'ann', images }, { signal: controller.signal }));
    setTimeout(() => controller.abort(), 50);
    return {
      attempt: await attempt,
      grown: (await engine.getfaceids('ann')).face_ids.length - before,
    };
  });
  expect(seen).toMatchObject({ attempt: { name: 'AbortError' }, grown: 0 });
});
