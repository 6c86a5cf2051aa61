import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser/engine-page';
import { openEngineTab } from '../support/engine-tab';

let tab: EnginePage;
/** Of which files nothing comes. */
let stalls: RegExp | undefined;

beforeAll(async () => {
  tab = await openEngineTab({
    startEngine: false,
    hold: (path) => (stalls?.test(path) ? new Promise(() => undefined) : undefined),
  });
});

beforeEach(() => {
  stalls = undefined;
});

afterAll(() => tab[Symbol.asyncDispose]());

/** The error of a start, with what a program reads of it, and how long it took, ms; null when it started. */
const startWith = (options: Partial<import('../../src').EngineOptions>) =>
  tab.page.evaluate(async (given) => {
    const began = performance.now();
    try {
      await (await start(given)).close();
      return null;
    } catch (error) {
      const { code, message, data } = error as import('../../src').FaceError;
      return { code, message, data, took: performance.now() - began };
    }
  }, options);

/** A page of the same site that opens a gallery's database with that version and lets nobody else. */
async function holdDatabase(appid: string, version: number) {
  const page = await tab.context.newPage();
  await page.goto(tab.address);
  await page.evaluate(
    ({ name, number }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name, number);
        opening.onsuccess = () => {
          Object.assign(globalThis, { kept: opening.result });
          resolve();
        };
        opening.onerror = () => reject(opening.error);
      }),
    { name: `mien:${appid}`, number: version },
  );
  return page;
}

const LATE = { code: 213, message: expect.stringContaining('within 1500 ms: not all') };

it.each([
  ['models/', true],
  ['models/', false],
  ['tfjs-backend-wasm-simd.wasm', true],
  ['tfjs-backend-wasm-simd.wasm', false],
])('timeoutMs is the limit of a start, too: without %s, keepWarm %s', async (path, keepWarm) => {
  stalls = new RegExp(path);
  const failed = await startWith({ keepWarm, timeoutMs: 1_500 });
  expect(failed).toMatchObject(LATE);
  expect(failed?.took).toBeLessThan(10_000);
  stalls = undefined;
  expect(await startWith({ keepWarm })).toBeNull();
});

it('refuses a limit that is none', async () => {
  expect(await startWith({ timeoutMs: 0 })).toMatchObject({ code: -1313 });
});

it('a tab that holds an older database is asked to let go, and is named when it does not', async () => {
  const old = await holdDatabase('older', 1);
  expect(await startWith({ appid: 'older', timeoutMs: 5_000 })).toMatchObject({
    code: 213,
    message: expect.stringContaining('within 5000 ms: the gallery did not open'),
  });
  const failed = await startWith({ appid: 'older' });
  expect(failed).toMatchObject({
    code: -1200,
    message: expect.stringContaining('close or reload the site’s other tabs'),
    data: { kind: 'busy', storage: 'busy' },
  });
  expect(failed?.took).toBeLessThan(60_000);
  await old.close();
  await tab.page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('mien:older').onsuccess = resolve;
      }),
  );
  expect(await startWith({ appid: 'older' })).toBeNull();
});

it('a newer version of the database asks for a reload, at the start and while an engine runs', async () => {
  const newer = await holdDatabase('newer', 99);
  const advice = { code: -1200, message: expect.stringContaining('reload this page') };
  expect(await startWith({ appid: 'newer' })).toMatchObject({
    ...advice,
    data: { kind: 'failed', storage: 'failed' },
  });
  await tab.page.evaluate(async () => {
    globalThis.engine = await start({ appid: 'running' });
  });
  const running = await holdDatabase('running', 99);
  const later = await tab.page.evaluate(() => failure(engine.getgroupids()));
  expect(later).toMatchObject(advice);
  await tab.page.evaluate(() => engine.close());
  await Promise.all([newer.close(), running.close()]);
});

it.each([true, false])('nor is a script that stalls waited for longer: keepWarm %s', async (keepWarm) => {
  // The last ones here: nothing ends such a request, and for so long Chromium asks for the same file 20 s later.
  stalls = /vision\.worker/;
  // Another option, another shared worker: that of the tests before may still be there.
  expect(await startWith({ keepWarm, trace: true, timeoutMs: 1_500 })).toMatchObject(LATE);
});
