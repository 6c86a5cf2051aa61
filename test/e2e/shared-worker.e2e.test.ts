import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser';
import { limit } from '../../tools/host';
import { packagePhoto } from '../support/data';
import { openEngineTab, prepare } from '../support/engine-tab';

declare global {
  var giveUp: AbortController;
  var stalled: ReturnType<typeof failure>;
}

/** After so many pictures a page gets a worker of its own. */
const PICTURES = 10;

const ASSETS = resolve(import.meta.dirname, '../../dist/assets');

let assets: string;
let tab: EnginePage;
/** How many requests for models wait, and whether further ones will. */
let waiting = 0;
let stalls = false;

beforeEach(async () => {
  assets = mkdtempSync(join(tmpdir(), 'mien-assets-'));
  for (const name of readdirSync(ASSETS)) right(name);
  [waiting, stalls] = [0, false];
  tab = await openEngineTab({ folders: { '/mien/': assets }, startEngine: false, hold: stall });
  await enterFiles(tab);
});

/** Of two networks, the one of which nothing more comes. */
function stall(path: string): Promise<never> | undefined {
  if (!stalls || !path.endsWith('mobilefacenet-192.onnx')) return undefined;
  waiting += 1;
  return new Promise(() => undefined);
}

/** Begins to start an engine, whose model stalls. */
async function startStalled(on: EnginePage): Promise<void> {
  stalls = true;
  await on.page.evaluate(() => {
    globalThis.giveUp = new AbortController();
    globalThis.stalled = failure(start({ signal: giveUp.signal }));
  });
  await expect.poll(() => waiting, { timeout: 20_000 }).toBe(1);
  stalls = false;
}

afterEach(async () => {
  await tab[Symbol.asyncDispose]();
  rmSync(assets, { recursive: true });
});

/** Has that file of the assets served as it is. */
function right(name: string): void {
  rmSync(join(assets, name), { force: true });
  symlinkSync(join(ASSETS, name), join(assets, name));
}

/** Has another content served in its place. */
function wrong(name: string, content: string): void {
  rmSync(join(assets, name));
  writeFileSync(join(assets, name), content);
}

function enterFiles({ page }: EnginePage): Promise<void> {
  return page.setInputFiles('#files', [1, 2].map(packagePhoto));
}

/** Another tab of the same browser. */
async function openSecond(): Promise<EnginePage> {
  const page = await tab.context.newPage();
  await page.goto(tab.address);
  const second = { ...tab, page };
  await prepare(second, { startEngine: false });
  await enterFiles(second);
  return second;
}

async function startWith(on: EnginePage, options: Parameters<typeof start>[0] = {}) {
  return on.page.evaluate(async (extra) => {
    globalThis.engine = await start(extra);
    return engine.info();
  }, options);
}

const isSharing = (on: EnginePage) => on.page.evaluate(() => engine.info().sharesWorker);
const template = (on: EnginePage) =>
  on.page.evaluate(async () => [...(await engine.extract(files()[0])).template]);

/** Names of shared workers that live. */
const alive = (on: EnginePage) =>
  on.page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.flatMap(({ name = '' }) => (/^mien vision .*\}$/.test(name) ? [name] : []));
  });

/** Runs it in the shared worker, which no driver reaches otherwise. */
async function runInWorker(expression: string): Promise<void> {
  const session = await tab.browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const target = targetInfos.find(({ type }) => type === 'shared_worker');
  if (target === undefined) throw new Error('there is no shared worker');
  const { targetId } = target;
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
  await session.send('Target.sendMessageToTarget', { sessionId, message });
}

it('a reload finds the worker as it was, and gets the same template of it', async () => {
  const before = await startWith(tab);
  expect(before.sharesWorker).toBe(true);
  const made = await template(tab);
  await tab.page.reload();
  await prepare(tab, { startEngine: false });
  await enterFiles(tab);
  const after = await startWith(tab);
  // How long its start took is known to the digit: it is that worker.
  expect(after).toMatchObject({ sharesWorker: true, loadMs: before.loadMs });
  expect(await template(tab)).toEqual(made);
});

it('two tabs use it at once, each gets its own answers, and it lives while one of them is there', async () => {
  await startWith(tab);
  const second = await openSecond();
  await startWith(second);
  expect(await alive(tab)).toHaveLength(1);
  const [ann, bob] = await Promise.all(
    [tab, second].map(({ page }, i) =>
      page.evaluate(async (which) => {
        const first = [...(await engine.extract(files()[which])).template];
        // Every look at an empty picture gives way to the other's calls again and again.
        await failure(engine.extract(new ImageData(900, 700)));
        const again = [...(await engine.extract(files()[which])).template];
        return { first, again };
      }, i),
    ),
  );
  expect(ann.again).toEqual(ann.first);
  expect(bob.again).toEqual(bob.first);
  expect(ann.first).not.toEqual(bob.first);
  await second.page.evaluate(() => engine.close());
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(await alive(tab)).toHaveLength(1);
  expect(await template(tab)).toEqual(ann.first);
});

it('ends soon when the last page has closed its engine, and not before another opened one', async () => {
  await startWith(tab);
  const { loadMs } = await tab.page.evaluate(async () => {
    await engine.close();
    globalThis.engine = await start();
    return engine.info();
  });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(await alive(tab)).toHaveLength(1);
  expect(await tab.page.evaluate(() => engine.info().loadMs)).toBe(loadMs);
  await tab.page.evaluate(() => engine.close());
  await expect.poll(() => alive(tab), { timeout: limit(10_000) }).toEqual([]);
});

it('one that is opened while the worker ends starts all the same', async () => {
  for (const pause of [960, 990, 1_000, 1_010, 1_030, 1_060]) {
    await startWith(tab);
    await tab.page.evaluate(async (ms) => {
      await engine.close();
      await new Promise((resolve) => setTimeout(resolve, ms));
      globalThis.engine = await start();
      await engine.extract(files()[0]);
      await engine.close();
    }, pause);
    await expect.poll(() => alive(tab), { timeout: limit(20_000) }).toEqual([]);
  }
});

it('a page that goes leaves no work for the next one', async () => {
  const before = await startWith(tab);
  const long = await tab.page.evaluate(async () => {
    const began = performance.now();
    await failure(engine.extract(new ImageData(2500, 2000)));
    return performance.now() - began;
  });
  await tab.page.evaluate(() => void failure(engine.extract(new ImageData(2500, 2000))));
  await new Promise((resolve) => setTimeout(resolve, 200));
  await tab.page.reload();
  await prepare(tab, { startEngine: false });
  await enterFiles(tab);
  expect(await startWith(tab)).toMatchObject({ sharesWorker: true, loadMs: before.loadMs });
  const waited = await tab.page.evaluate(async () => {
    const began = performance.now();
    await engine.extract(files()[0]);
    return performance.now() - began;
  });
  expect(waited).toBeLessThan(long / 2);
});

it('other options get another worker; keepWarm: false gets one of the page’s own', async () => {
  await startWith(tab, { trace: true });
  const second = await openSecond();
  await startWith(second);
  expect(await alive(tab)).toHaveLength(2);
  const third = await openSecond();
  expect(await startWith(third, { keepWarm: false })).toMatchObject({ sharesWorker: false });
  expect(await alive(tab)).toHaveLength(2);
  expect(await template(third)).toEqual(await template(tab));
});

it(`after ${PICTURES} pictures the page has a worker of its own, and the shared one ends`, async () => {
  await startWith(tab, { model: 'dlib-resnet-v1-int8' });
  const made = await template(tab);
  for (let i = 1; i < PICTURES; i++) await template(tab);
  await expect.poll(() => isSharing(tab), { timeout: limit(30_000) }).toBe(false);
  await expect.poll(() => alive(tab), { timeout: limit(10_000) }).toEqual([]);
  const again = await template(tab);
  expect(await tab.page.evaluate(() => engine.info().runtime)).toBe('onnxruntime');
  // What rounding leaves.
  const cosine = again.reduce((sum, value, i) => sum + value * made[i], 0);
  expect(cosine).toBeGreaterThan(0.9999);
});

it('when it dies, every page hears of it and goes on with a worker of its own', async () => {
  await startWith(tab);
  const second = await openSecond();
  await startWith(second);
  const running = tab.page.evaluate(() => failure(engine.extract(new ImageData(2000, 1500))));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await runInWorker('self.close()');
  expect(await running).toMatchObject({ code: 213, message: expect.stringContaining('stopped') });
  expect(await template(tab)).toEqual(await template(second));
  expect(await Promise.all([tab, second].map(isSharing))).toEqual([false, false]);
});

it('a time limit leaves it to the others', async () => {
  await startWith(tab);
  const second = await openSecond();
  await startWith(second);
  const late = await tab.page.evaluate(() => failure(engine.extract(files()[0], { timeoutMs: 3 })));
  expect(late).toMatchObject({ code: 213, message: expect.stringContaining('3 ms') });
  expect(await template(tab)).toEqual(await template(second));
  expect(await Promise.all([tab, second].map(isSharing))).toEqual([false, true]);
});

it('a start that fails says why, and the next one succeeds once the file is there', async () => {
  wrong('manifest.json', 'nonsense');
  const failed = await tab.page.evaluate(() => failure(start()));
  expect(failed).toMatchObject({ code: 213, message: expect.stringContaining('manifest') });
  right('manifest.json');
  // The one that failed is still there for a moment, and of no use.
  expect(await startWith(tab)).toMatchObject({ sharesWorker: false });
  await tab.page.evaluate(() => engine.close());
  await expect.poll(() => alive(tab), { timeout: limit(10_000) }).toEqual([]);
  expect(await startWith(tab)).toMatchObject({ sharesWorker: true });
});

it('a start that stalls and is given up is not what the next one waits for', async () => {
  await startStalled(tab);
  const given = await tab.page.evaluate(async () => {
    giveUp.abort();
    globalThis.engine = await start({ timeoutMs: 60_000 });
    await engine.extract(files()[0]);
    return (await stalled)?.name;
  });
  expect(given).toBe('AbortError');
  await tab.page.evaluate(() => engine.close());
  await expect.poll(() => alive(tab), { timeout: 10_000 }).toEqual([]);
  expect(await startWith(tab)).toMatchObject({ sharesWorker: true });
});

it('who finds a start that another page began waits for it, but not for long', async () => {
  await startStalled(tab);
  const second = await openSecond();
  // 10 s for the other page's start, and 20 more while Chromium waits for the request that it made.
  expect(await startWith(second, { timeoutMs: 100_000 })).toMatchObject({ sharesWorker: false });
  const given = await tab.page.evaluate(async () => {
    giveUp.abort();
    return (await stalled)?.name;
  });
  expect(given).toBe('AbortError');
});

it('one that never answers is replaced by a worker of the page’s own', async () => {
  // An empty script hears nothing, like a worker that was just ending.
  wrong('vision.worker.js', '');
  const starting = startWith(tab);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  right('vision.worker.js');
  expect(await starting).toMatchObject({ sharesWorker: false });
});
