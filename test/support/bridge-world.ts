import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser, type RunningServer } from '../../tools/browser';
import { openBridgeSite, openPage, openProfile } from './bridge-tab';
import { openStandIn, type StandIn } from './stand-in';

export const RETIRED = 'https://recognition.image.myqcloud.com/face/getgroupids';
export const OLDER = 'http://service.image.myqcloud.com/face/getgroupids';
export const OWN = '/face/getgroupids';
const BODY = '{"appid":"test"}';

export const ANSWER = { status: 200, body: { data: { group_ids: [] }, code: 0, message: 'OK' } };
export const UNAVAILABLE = {
  status: 503,
  body: { data: { detail: expect.any(String) }, code: 213, message: 'ERROR_INTERNAL' },
};

/** A site with service workers, and a browser that finds a stand-in where the retired hosts were. */
export class BridgeWorld {
  /** A fresh profile for every test. */
  context!: BrowserContext;
  #standIn: StandIn | undefined;
  #site: RunningServer | undefined;
  #browser: Browser | undefined;

  /** To be called where tests are declared. */
  constructor() {
    beforeAll(async () => {
      this.#standIn = await openStandIn();
      this.#site = await openBridgeSite(this.#standIn.origins);
      this.#browser = await launchBrowser(this.#standIn.browserArgs);
    });
    afterAll(async () => {
      await this.#browser?.close();
      await this.#site?.[Symbol.asyncDispose]();
      await this.#standIn?.[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      if (this.#browser) this.context = await openProfile(this.#browser);
    });
    afterEach(() => this.context.close());
  }

  /** Connections to the retired hosts while `work` ran. */
  async connectionsDuring(work: () => Promise<void>): Promise<number> {
    const before = this.#standIn?.connections() ?? 0;
    await work();
    return (this.#standIn?.connections() ?? 0) - before;
  }

  openPage(): Promise<Page> {
    if (!this.#site) throw new Error('the site is open only while tests run');
    return openPage(this.context, this.#site);
  }

  /** A page with an engine that has taken the API over for its origin. */
  async openInstalled(worker: string): Promise<Page> {
    const page = await this.openPage();
    await page.evaluate(async (worker) => {
      const engine = mien.createEngine({ assets: '/mien/', appid: 'test' });
      await v1.installV1(engine, { serviceWorker: worker });
    }, worker);
    return page;
  }
}

/** Calls the API by fetch and by XMLHttpRequest. */
export function callBothWays(page: Page, ...urls: string[]) {
  return page.evaluate(
    ({ urls, body }) =>
      Promise.all(urls.flatMap((url) => [call(url, { body }), call(url, { body, via: 'xhr' })])),
    { urls, body: BODY },
  );
}

/** Calls `installV1` and, without waiting for it, the API. */
export function installAndCall(page: Page, worker: string) {
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

/** Resolves once no service worker runs any more. */
export async function stopWorkers(page: Page): Promise<void> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
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
