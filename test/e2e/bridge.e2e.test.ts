import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/browser/launch';
import type { RunningServer } from '../../tools/browser/serve';
import { loaded, openBridgeSite, openPage, openProfile } from '../support/bridge-tab';
import { openStandIn, type StandIn } from '../support/stand-in';

const RETIRED = 'https://recognition.image.myqcloud.com/face/getgroupids';
const OLDER = 'http://service.image.myqcloud.com/face/getgroupids';
const OWN = '/face/getgroupids';
const BODY = '{"appid":"test"}';

const ANSWER = { status: 200, body: { data: { group_ids: [] }, code: 0, message: 'OK' } };
const UNAVAILABLE = {
  status: 503,
  body: { data: { detail: expect.any(String) }, code: 213, message: 'ERROR_INTERNAL' },
};

const NETWORK_ERRORS = [{ error: 'TypeError' }, { error: 'error' }];

/** How a page, and maybe the service worker with it, comes to an end. */
const ENDS: [string, (page: Page) => Promise<unknown>][] = [
  ['closed', (page) => page.close()],
  ['gone elsewhere', (page) => page.goto('about:blank')],
  // A service worker lives in the process of its pages.
  ['crashed', crash],
  ['there, but the service worker is stopped', stopWorkers],
];

let standIn: StandIn;
let site: RunningServer;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  standIn = await openStandIn();
  site = await openBridgeSite(standIn.origins);
  browser = await launchBrowser(standIn.browserArgs);
});

afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
  await standIn?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  context = await openProfile(browser);
});

afterEach(() => context.close());

/** Connections to the retired hosts while `work` ran. */
async function connectionsDuring(work: () => Promise<void>): Promise<number> {
  const before = standIn.connections();
  await work();
  return standIn.connections() - before;
}

/** Calls the API by fetch and by XMLHttpRequest. */
function callBothWays(page: Page, ...urls: string[]) {
  return page.evaluate(
    ({ urls, body }) =>
      Promise.all(urls.flatMap((url) => [call(url, { body }), call(url, { body, via: 'xhr' })])),
    { urls, body: BODY },
  );
}

/** Calls `installV1` and, without waiting for it, the API. */
function installAndCall(page: Page, worker: string) {
  return page.evaluate(
    async ({ worker, retired, older, body }) => {
      const controlled = navigator.serviceWorker.controller !== null;
      const engine = mien.createEngine({ assets: '/mien/', appid: 'test' });
      const installed = v1.installV1(engine, { serviceWorker: worker });
      const answers = await Promise.all([
        call(retired, { body }),
        call(older, { body, via: 'xhr' }),
        call(retired, { body, via: 'xhr', async: false }),
      ]);
      await installed;
      return { controlled, answers };
    },
    { worker, retired: RETIRED, older: OLDER, body: BODY },
  );
}

/** A page with an engine that has taken the API over for its origin. */
async function openInstalled(worker: string): Promise<Page> {
  const page = await openPage(context, site);
  await page.evaluate(async (worker) => {
    const engine = mien.createEngine({ assets: '/mien/', appid: 'test' });
    await v1.installV1(engine, { serviceWorker: worker });
  }, worker);
  return page;
}

/** The same, but its engine starts for ever: what it accepts stays under way. */
async function openStuck(worker: string): Promise<Page> {
  const page = await openPage(context, site);
  await page.evaluate(async (worker) => {
    const engine = new Promise<never>(() => undefined);
    void v1.installV1(engine, { serviceWorker: worker });
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  }, worker);
  return page;
}

/** Resolves once no service worker runs any more. */
async function stopWorkers(page: Page): Promise<void> {
  const cdp: CDPSession = await context.newCDPSession(page);
  const stopped = new Promise<void>((resolve) => {
    cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
    });
  });
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await cdp.detach();
}

/** Never answered, since the one to answer is gone. */
async function crash(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  void cdp.send('Page.crash').catch(() => undefined);
}

/** Waits until a page has accepted a request: it holds the lock that says so. */
function untilAccepted(page: Page) {
  return page.waitForFunction(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name?.startsWith('mien-v1-'));
  });
}

describe.each(['/v1.sw.js', '/offline.sw.js'])('%s', (worker) => {
  it('answers from the first call on, after a forced reload, too; synchronous calls throw', async () => {
    const count = await connectionsDuring(async () => {
      const page = await openPage(context, site);
      const expected = { controlled: false, answers: [ANSWER, ANSWER, { error: 'NetworkError' }] };
      expect(await installAndCall(page, worker)).toEqual(expected);
      const cdp = await context.newCDPSession(page);
      await Promise.all([page.waitForEvent('load'), cdp.send('Page.reload', { ignoreCache: true })]);
      await loaded(page);
      expect(await installAndCall(page, worker)).toEqual(expected);
    });
    expect(count).toBe(0);
  });

  it('answers pages that know nothing of it, after it was stopped and without a network', async () => {
    const count = await connectionsDuring(async () => {
      await openInstalled(worker);
      const plain = await openPage(context, site);
      await stopWorkers(plain);
      expect(await callBothWays(plain, RETIRED)).toEqual([ANSWER, ANSWER]);
      // In this order: Playwright waits for ever to tell a stopped worker.
      await context.setOffline(true);
      await stopWorkers(plain);
      expect(await callBothWays(plain, RETIRED, OLDER, OWN)).toEqual(Array(6).fill(ANSWER));
    });
    expect(count).toBe(0);
  });

  it('says 503 when no page has an engine, whatever the method', async () => {
    const count = await connectionsDuring(async () => {
      const engine = await openInstalled(worker);
      const plain = await openPage(context, site);
      await engine.close();
      expect(await callBothWays(plain, RETIRED, OWN)).toEqual(Array(4).fill(UNAVAILABLE));
      await stopWorkers(plain);
      const verify = RETIRED.replace('getgroupids', 'verify');
      expect(await plain.evaluate((url) => call(url, { method: 'GET' }), verify)).toEqual(UNAVAILABLE);
      expect(await plain.evaluate((url) => call(url, { method: 'PUT', body: '{}' }), verify)).toEqual(
        UNAVAILABLE,
      );
    });
    expect(count).toBe(0);
  });

  it.each(ENDS)('never gives a write to a second page when the first one is %s', async (_, end) => {
    const stuck = await openStuck(worker);
    const plain = await openPage(context, site);
    const write = RETIRED.replace('getgroupids', 'addface');
    const answers = callBothWays(plain, write);
    await untilAccepted(plain);
    const other = await openInstalled(worker);
    await end(stuck);
    for (const answer of await answers) expect([UNAVAILABLE, ...NETWORK_ERRORS]).toContainEqual(answer);
    expect(await other.evaluate(() => handled)).toEqual([]);
    // Asked for again it is done, at the latest when the uncertainty was told once.
    await stuck.close();
    for (let round = 0; round < 2; round++) await callBothWays(plain, write);
    expect(await other.evaluate(() => handled.length)).toBeGreaterThanOrEqual(2);
  });

  it('gives a read to the next page, or says 503 where there is none, when a page is closed over it', async () => {
    const [stuck, another] = [await openStuck(worker), await openStuck(worker)];
    const plain = await openPage(context, site);
    const answers = callBothWays(plain, RETIRED);
    await untilAccepted(plain);
    const other = await openInstalled(worker);
    await Promise.all([stuck.close(), another.close()]);
    expect(await answers).toEqual([ANSWER, ANSWER]);
    await other.close();
    const last = await openStuck(worker);
    const lost = callBothWays(plain, RETIRED);
    await untilAccepted(plain);
    await last.close();
    expect(await lost).toEqual([UNAVAILABLE, UNAVAILABLE]);
  });

  it('hands over every byte and the signature', async () => {
    await openInstalled(worker);
    const [url, authorization] = [RETIRED.replace('getgroupids', 'verify'), 'aGVsbG8sIHdvcmxk+/=='];
    const plain = await openPage(context, site);
    const engine = context.pages()[0];
    await plain.evaluate(
      async ({ url, authorization }) => {
        const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7919) >> 3);
        for (const via of ['fetch', 'xhr'] as const) {
          const body = new FormData();
          body.append('image', new Blob([bytes], { type: 'image/jpeg' }), 'photo.jpg');
          await call(url, { via, body, headers: { Authorization: authorization } });
        }
      },
      { url, authorization },
    );
    const seen = await engine.evaluate(() => handled);
    expect(seen).toHaveLength(2);
    const photo = Buffer.from(Array.from({ length: 70_000 }, (_, i) => ((i * 7919) >> 3) & 255));
    for (const request of seen) {
      expect(request).toMatchObject({ url, authorization });
      expect(Buffer.from(request.bytes).includes(photo)).toBe(true);
    }
  });
});

describe('the bridge', () => {
  it('is needed: without it the same calls leave the device', async () => {
    const page = await openPage(context, site);
    for (const call of [{}, { via: 'xhr' }, { via: 'xhr', async: false }] as const) {
      const count = await connectionsDuring(async () => {
        await page.evaluate(({ url, call }) => globalThis.call(url, call), { url: OLDER, call });
      });
      expect(count, JSON.stringify(call)).toBeGreaterThan(0);
    }
  });

  it('asks for consent: a service worker alone changes nothing, and uninstallV1 ends it', async () => {
    const page = await openPage(context, site);
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/v1.sw.js');
      await navigator.serviceWorker.ready;
    });
    await page.reload();
    await loaded(page);
    const leaves = () => connectionsDuring(async () => void (await callBothWays(page, OLDER)));
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    expect(await leaves()).toBeGreaterThan(0);
    expect((await installAndCall(page, '/v1.sw.js')).answers.slice(0, 2)).toEqual([ANSWER, ANSWER]);
    expect(await leaves()).toBe(0);
    await page.evaluate(() => v1.uninstallV1());
    expect(await leaves()).toBeGreaterThan(0);
  });

  it('asks the next page when an engine does not start', async () => {
    await openInstalled('/v1.sw.js');
    const broken = await openPage(context, site);
    const answers = await broken.evaluate(
      async ({ url, body }) => {
        const engine = new Promise<never>((_, reject) => {
          globalThis.setTimeout(() => reject(new Error('no')), 500);
        });
        v1.serveV1(engine);
        return [await call(url, { body }), await call(url, { body })];
      },
      { url: RETIRED, body: BODY },
    );
    expect(answers).toEqual([ANSWER, ANSWER]);
    expect(await broken.evaluate(() => handled)).toEqual([]);
  });

  it.each([
    ['is not there', '/nowhere.sw.js'],
    ['has no bridge', '/bare.sw.js'],
  ])('keeps calls on the device when the service worker %s', async (_, worker) => {
    const page = await openPage(context, site);
    const count = await connectionsDuring(async () => {
      const outcome = await page.evaluate(
        async ({ worker, url }) => {
          const engine = mien.createEngine({ assets: '/mien/', appid: 'test' });
          const installed = v1
            .installV1(engine, { serviceWorker: worker, controlTimeoutMs: 1000 })
            .catch((error) => ({ name: error.name, code: error.code }));
          const early = await Promise.all([call(url), call(url, { via: 'xhr' })]);
          const rejection = await installed;
          return { early, rejection, late: await Promise.all([call(url), call(url, { via: 'xhr' })]) };
        },
        { worker, url: RETIRED },
      );
      const failures = [{ error: 'TypeError' }, { error: 'error' }];
      expect(outcome).toEqual({
        early: failures,
        rejection: { name: 'FaceError', code: 213 },
        late: failures,
      });
    });
    expect(count).toBe(0);
  });
});
