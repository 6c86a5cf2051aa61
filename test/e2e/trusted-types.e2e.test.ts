import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser/engine-page';
import { HEADERS } from '../../tools/browser/serve';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

const WORKER = readFileSync(resolve(import.meta.dirname, '../../dist/assets/v1.sw.js'), 'utf8');

declare global {
  var capture: typeof import('../../src/capture');
  var violations: string[];
  var captured: Promise<number>;
}

/** A page, and workers, whose policy asks for Trusted Types, and allows these policies. */
async function open(names: string, before = ''): Promise<EnginePage> {
  const policy = `${HEADERS['Content-Security-Policy']}; require-trusted-types-for 'script'; trusted-types ${names}`;
  const tab = await openEngineTab({
    startEngine: false,
    headers: { ...HEADERS, 'Content-Security-Policy': policy },
    pages: {
      '/': `<!doctype html><title>mien</title><link rel="icon" href="data:,">
        <script src="/before.js"></script><script type="module" src="/boot.js"></script><input type="file" id="files" multiple>`,
      '/before.js': `globalThis.violations = [];
        addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => violations.push(violatedDirective + ' ' + sample));
        ${before}`,
      '/boot.js': `import * as mien from '/dist/index.js';
        import * as mienHttp from '/dist/http.js';
        import * as capture from '/dist/capture.js';
        Object.assign(globalThis, { mien, mienHttp, capture });`,
      '/v1.sw.js': WORKER,
    },
  });
  await tab.page.setInputFiles('#files', packagePhoto(1));
  return tab;
}

/** Whether an engine of these options recognises the person of a photo, and how many threads it has. */
const verifyWith = (tab: EnginePage, options: Partial<import('../../src').EngineOptions>) =>
  tab.page.evaluate(async (given) => {
    const engine = await start({ ...given, appid: `a${Math.random()}`.replace('.', '') });
    await engine.newperson({ person_id: 'ann', group_ids: ['g'], image: files()[0] });
    const { ismatch } = await engine.verify('ann', files()[0]);
    const { threads, sharesWorker } = engine.info();
    await engine.close();
    return { ismatch, threads, sharesWorker };
  }, options);

/** Puts the capture element into the page. Returns how much it is made of. */
const show = ({ page }: EnginePage) =>
  page.evaluate(() => {
    capture.defineCapture();
    const element = document.createElement('mien-capture');
    document.body.append(element);
    return element.shadowRoot?.querySelectorAll('*').length;
  });

/** Chooses a photo in it. Returns how many frames it gives. */
async function choose({ page }: EnginePage): Promise<number> {
  await page.evaluate(async () => {
    const element = document.querySelector('mien-capture');
    if (element === null) throw new Error('there is no element');
    element.engine = await start();
    globalThis.captured = new Promise((resolve) => {
      element.addEventListener('captured', (event) => resolve((event as CustomEvent).detail.frames.length));
    });
  });
  await page.setInputFiles('mien-capture input[type=file]', packagePhoto(1));
  return page.evaluate(() => captured);
}

it('where the policy “mien” is allowed, all of it works, and nothing violates the page’s policy', async () => {
  await using tab = await open('mien');
  const shares = await tab.page.evaluate(() => typeof SharedWorker === 'function');
  expect(await verifyWith(tab, {})).toEqual({ ismatch: true, threads: 1, sharesWorker: shares });
  // onnxruntime's threads are workers that a worker starts.
  const threaded = await verifyWith(tab, { keepWarm: false, threads: 2 });
  expect(threaded).toEqual({ ismatch: true, threads: 2, sharesWorker: false });
  expect(await show(tab)).toBeGreaterThan(10);
  expect(await choose(tab)).toBe(1);
  const bridged = await tab.page.evaluate(async () => {
    const bridge = await mienHttp.installV1(start(), { serviceWorker: '/v1.sw.js' });
    const answer = await fetch('/face/getgroupids', {
      method: 'POST',
      body: JSON.stringify({ appid: 'test' }),
    });
    const { code } = (await answer.json()) as { code: number };
    bridge.close();
    await mienHttp.uninstallV1();
    return code;
  });
  expect(bridged).toBe(0);
  expect(await tab.page.evaluate(() => violations)).toEqual([]);
});

it.each(["'none'", 'other'])('where only %s is allowed, the error says what to add', async (names) => {
  await using tab = await open(names);
  for (const keepWarm of [true, false]) {
    const failed = await tab.page.evaluate((warm) => failure(start({ keepWarm: warm })), keepWarm);
    expect(failed).toMatchObject({ code: 213, message: expect.stringContaining('“trusted-types mien”') });
  }
  const refused = await tab.page.evaluate(() =>
    failure(mienHttp.installV1(new Promise(() => undefined), { serviceWorker: '/v1.sw.js' })),
  );
  expect(refused).toMatchObject({ code: 213, message: expect.stringContaining('“trusted-types mien”') });
  // The element needs no policy.
  expect(await show(tab)).toBeGreaterThan(10);
});

it('a default policy of the page’s own will do', async () => {
  const before = `trustedTypes.createPolicy('default', { createScriptURL: (address) =>
    new URL(address, location.href).origin === location.origin ? address : null });`;
  await using tab = await open('default', before);
  expect(await verifyWith(tab, { keepWarm: false })).toMatchObject({ ismatch: true });
});
