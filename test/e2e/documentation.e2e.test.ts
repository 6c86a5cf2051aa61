import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flawsOf } from '../../tools/axe';
import { launchBrowser, type RunningServer } from '../../tools/browser';
import { placeSite } from '../../tools/docs';
import { limit } from '../../tools/host';
import { DEMO, openDemo, readyOffline, serveDemo } from '../support/demo';

const PAGES = [
  'index',
  'guide/quick-start',
  'guide/errors',
  'reference/options',
  'reference/library/mien/testing',
  'zh/guide/threshold',
];

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  // A build of the demo removes it.
  placeSite();
  if (!existsSync(join(DEMO, 'docs/files.json'))) throw new Error('no documentation: run `npm run docs`');
  // Under a path of its own, as on a shared host.
  server = await serveDemo('/some/path/');
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

const addressOf = (page: string) => `${server.address}some/path/docs/${page}.html`;

async function open(options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const problems: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(server.address) && !request.url().startsWith('data:'))
      problems.push(`request: ${request.url()}`);
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  return { context, page, problems };
}

const search = async (page: Page, button: string, text: string) => {
  await page.getByRole('button', { name: button }).first().click();
  await page.locator('.VPLocalSearchBox input').fill(text);
  return (await page.locator('.VPLocalSearchBox .result').first().textContent()) ?? '';
};

describe('the documentation', () => {
  it('asks nobody else for anything, and keeps the policy that mien asks for', async () => {
    const { context, page, problems } = await open();
    for (const name of PAGES) {
      const response = await page.goto(addressOf(name));
      expect(response?.headers()['content-security-policy']).toContain("style-src 'self'");
      await page.locator('main h1').waitFor();
    }
    // From page to page without a load.
    await page.goto(addressOf('guide/quick-start'));
    await page.locator('.VPSidebar').getByRole('link', { name: 'Choose a threshold' }).click();
    await page.getByRole('heading', { level: 1, name: 'Choose a threshold' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/some/path/docs/guide/threshold.html');
    expect(problems).toEqual([]);
    await context.close();
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('axe finds nothing, %s, %i px wide', async (colorScheme, width) => {
    // The page's policy allows no script that is put in from outside, which axe is.
    const { context, page } = await open({ colorScheme, viewport: { width, height: 844 }, bypassCSP: true });
    for (const name of PAGES) {
      await page.goto(addressOf(name));
      await page.locator('main h1').waitFor();
      expect(await flawsOf(page), name).toEqual([]);
    }
    await context.close();
  });

  it('can be searched, in Chinese by any part of a sentence', async () => {
    const { context, page } = await open();
    await page.goto(addressOf('guide/quick-start'));
    expect(await search(page, 'Search', 'wasm-unsafe-eval')).toContain('Security headers');
    await page.goto(addressOf('zh/guide/quick-start'));
    expect(await search(page, '搜索', '放进陌生人')).toContain('选择阈值');
    await context.close();
  });

  it('is linked by the demo, and read without a network once it was opened', async () => {
    const gone = await serveDemo();
    const { context, page, problems } = await openDemo(browser, gone.address);
    await readyOffline(page);
    await page.getByRole('link', { name: 'Documentation' }).click();
    await page.locator('main h1').waitFor();
    // Not `waitForFunction`, which evaluates text: the page's policy forbids that.
    await expect
      .poll(() => page.evaluate(async () => (await caches.match('/docs/files.json')) !== undefined), {
        timeout: limit(60_000),
      })
      .toBe(true);
    await context.setOffline(true);
    await gone[Symbol.asyncDispose]();
    for (const path of ['docs/', 'docs/measured/accuracy.html', 'docs/zh/', 'docs/zh/guide/errors.html']) {
      await page.goto(gone.address + path);
      await page.locator('main h1').waitFor();
    }
    expect(problems).toEqual([]);
    await context.close();
  });
});
