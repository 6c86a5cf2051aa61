import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { loaded } from '../support/bridge-tab';
import {
  ANSWER,
  BridgeWorld,
  callBothWays,
  installAndCall,
  OLDER,
  OWN,
  RETIRED,
  stopWorkers,
  UNAVAILABLE,
} from '../support/bridge-world';

const NETWORK_ERRORS = [{ error: 'TypeError' }, { error: 'error' }];

/** How a page, and maybe the service worker with it, comes to an end. */
const ENDS: [string, (page: Page) => Promise<unknown>][] = [
  ['closed', (page) => page.close()],
  ['gone elsewhere', (page) => page.goto('about:blank')],
  // A service worker lives in the process of its pages.
  ['crashed', crash],
  ['there, but the service worker is stopped', stopWorkers],
];

const world = new BridgeWorld();

/** A page whose engine starts for ever: what it accepts stays under way. */
async function openStuck(worker: string): Promise<Page> {
  const page = await world.openPage();
  await page.evaluate(async (worker) => {
    const engine = new Promise<never>(() => undefined);
    void v1.installV1(engine, { serviceWorker: worker });
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  }, worker);
  return page;
}

/** Never answered, since the one to answer is gone. */
async function crash(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  void cdp.send('Page.crash').catch(() => undefined);
}

/** Waits until both calls were accepted: a page holds a lock for each, which says so. */
function untilBothAccepted(page: Page) {
  return page.waitForFunction(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.filter(({ name }) => name?.startsWith('mien-v1-')).length === 2;
  });
}

describe.each(['/v1.sw.js', '/offline.sw.js'])('%s', (worker) => {
  it('answers from the first call on, after a forced reload, too; synchronous calls throw', async () => {
    const count = await world.connectionsDuring(async () => {
      const page = await world.openPage();
      const expected = { controlled: false, answers: [ANSWER, ANSWER, { error: 'NetworkError' }] };
      expect(await installAndCall(page, worker)).toEqual(expected);
      const cdp = await world.context.newCDPSession(page);
      await Promise.all([page.waitForEvent('load'), cdp.send('Page.reload', { ignoreCache: true })]);
      await loaded(page);
      expect(await installAndCall(page, worker)).toEqual(expected);
    });
    expect(count).toBe(0);
  });

  it('answers pages that know nothing of it, after it was stopped and without a network', async () => {
    const count = await world.connectionsDuring(async () => {
      await world.openInstalled(worker);
      const plain = await world.openPage();
      await stopWorkers(plain);
      expect(await callBothWays(plain, RETIRED)).toEqual([ANSWER, ANSWER]);
      // In this order: Playwright waits for ever to tell a stopped worker.
      await world.context.setOffline(true);
      await stopWorkers(plain);
      expect(await callBothWays(plain, RETIRED, OLDER, OWN)).toEqual(Array(6).fill(ANSWER));
    });
    expect(count).toBe(0);
  });

  it('says 503 when no page has an engine, whatever the method', async () => {
    const count = await world.connectionsDuring(async () => {
      const engine = await world.openInstalled(worker);
      const plain = await world.openPage();
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
    const plain = await world.openPage();
    const write = RETIRED.replace('getgroupids', 'addface');
    const answers = callBothWays(plain, write);
    await untilBothAccepted(plain);
    const other = await world.openInstalled(worker);
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
    const plain = await world.openPage();
    const answers = callBothWays(plain, RETIRED);
    await untilBothAccepted(plain);
    const other = await world.openInstalled(worker);
    await Promise.all([stuck.close(), another.close()]);
    expect(await answers).toEqual([ANSWER, ANSWER]);
    await other.close();
    const last = await openStuck(worker);
    const lost = callBothWays(plain, RETIRED);
    await untilBothAccepted(plain);
    await last.close();
    expect(await lost).toEqual([UNAVAILABLE, UNAVAILABLE]);
  });

  it('hands over every byte and the signature', async () => {
    await world.openInstalled(worker);
    const [url, authorization] = [RETIRED.replace('getgroupids', 'verify'), 'aGVsbG8sIHdvcmxk+/=='];
    const plain = await world.openPage();
    const engine = world.context.pages()[0];
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
