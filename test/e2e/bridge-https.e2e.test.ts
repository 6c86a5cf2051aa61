import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/browser/launch';
import type { RunningServer } from '../../tools/browser/serve';
import { openBridgeSite, openPage, openProfile } from '../support/bridge-tab';
import { ANSWER, OLDER, RETIRED } from '../support/bridge-world';
import { overHttps, TRUSTING } from '../support/https';
import { openStandIn, type StandIn } from '../support/stand-in';

const BODY = '{"appid":"test"}';
/** By http, as much of the old code has it. */
const INSECURE = [OLDER, RETIRED.replace('https:', 'http:'), OLDER.replace('.com/', '.com:80/')];

let standIn: StandIn;
let site: RunningServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  standIn = await openStandIn();
  site = await overHttps(await openBridgeSite(standIn.origins));
  browser = await launchBrowser([...standIn.browserArgs, ...TRUSTING]);
  page = await openPage(await openProfile(browser), site);
});

afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
  await standIn?.[Symbol.asyncDispose]();
});

it('a page on https that installed the bridge is answered for http calls, held ones and later ones', async () => {
  const seen = await page.evaluate(
    async ({ urls, body }) => {
      const request = async (url: string) => {
        const given = new Request(url, { method: 'POST', body, headers: { Authorization: 'mine' } });
        const response = await fetch(given);
        return { status: response.status, body: await response.json() };
      };
      const all = () =>
        Promise.all(
          urls.flatMap((url) => [call(url, { body }), call(url, { body, via: 'xhr' }), request(url)]),
        );
      const engine = mien.createEngine({ assets: '/mien/', appid: 'test' });
      const installed = v1.installV1(engine, { serviceWorker: '/v1.sw.js' });
      const held = await all();
      await installed;
      const later = await all();
      return { held, later, authorization: handled.filter(({ authorization }) => authorization).length };
    },
    { urls: INSECURE, body: BODY },
  );
  expect(seen.held).toEqual(Array(9).fill(ANSWER));
  expect(seen.later).toEqual(Array(9).fill(ANSWER));
  expect(seen.authorization).toBeGreaterThanOrEqual(6);
  expect(standIn.connections()).toBe(0);
});

it('leaves http calls alone that are for others, and all once the bridge was removed', async () => {
  const seen = await page.evaluate(
    async ({ other, retired, body }) => {
      const others = await call(other, { body });
      await v1.uninstallV1();
      return [others, await call(retired, { body })];
    },
    { other: 'http://service.image.myqcloud.com/other', retired: OLDER, body: BODY },
  );
  // The browser refuses them: an https page sends nothing by http.
  expect(seen).toEqual([{ error: 'TypeError' }, { error: 'TypeError' }]);
  expect(standIn.connections()).toBe(0);
});

it('a page that never called installV1 is answered where its policy upgrades insecure requests', async () => {
  await page.evaluate(async () => {
    const engine = mien.createEngine({ assets: '/mien/', appid: 'test' });
    await v1.installV1(engine, { serviceWorker: '/v1.sw.js' });
  });
  const upgraded = await page.context().newPage();
  await upgraded.goto(`${site.address}upgraded.html`);
  await upgraded.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const seen = await upgraded.evaluate(
    async ({ urls, body }) =>
      Promise.all(urls.flatMap((url) => [call(url, { body }), call(url, { body, via: 'xhr' })])),
    { urls: INSECURE, body: BODY },
  );
  expect(seen).toEqual(Array(6).fill(ANSWER));
  expect(standIn.connections()).toBe(0);
});
