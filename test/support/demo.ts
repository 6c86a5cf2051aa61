import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { DEMO_HEADERS, launchBrowser, type RunningServer, serve } from '../../tools/browser';

export const DEMO = resolve(import.meta.dirname, '../../demo/dist');

export interface OpenDemo {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors, page errors, requests to other origins: there must be none. */
  readonly problems: string[];
}

/** The built demo, where a browser may open it. */
export function serveDemo(prefix = '/'): Promise<RunningServer> {
  if (!existsSync(resolve(DEMO, 'index.html'))) throw new Error('no demo/dist: run `npm run build`');
  return serve({ folders: { [prefix]: DEMO }, headers: DEMO_HEADERS });
}

/** The built demo and a Chromium, there while the tests of the calling file run. */
export function useDemo(): { readonly address: string; readonly browser: Browser } {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await serveDemo();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });
  return {
    get address() {
      return server.address;
    },
    get browser() {
      return browser;
    },
  };
}

/** A fresh profile with a page of the demo opened and its engine started. */
export async function openDemo(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenDemo> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const problems: string[] = [];
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(new URL('/', address).href) && !/^(blob|data):/.test(url))
      problems.push(`request: ${url}`);
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(address);
  await started(page);
  return { context, page, problems };
}

/** The page's own content is there, nothing is locked, and the models, for which no page waits, are loaded. */
export async function started(page: Page): Promise<void> {
  await page.locator('main[data-engine=ready] .lead').waitFor();
}

export async function readyOffline(page: Page): Promise<void> {
  await page.locator('#offline[data-state=ready]').waitFor();
}

/** By the navigation, as a visitor goes. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  await started(page);
}

export type Photo = Parameters<Page['setInputFiles']>[1];

/** From the page "People". */
export async function enrol(page: Page, name: string, photos: Photo): Promise<string> {
  await page.locator('#enrol-name').fill(name);
  await page.getByLabel('Photos of the person: Choose photos').setInputFiles(photos);
  return settled(page, '#enrol-message');
}

/** What the camera needs is said first; the browser itself asks nobody here. */
export async function openCamera(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open the camera' }).click();
}

/** From the page "Verify". */
export async function verify(page: Page, photo: Photo): Promise<string> {
  await page.getByLabel('The photo: Choose a photo').setInputFiles(photo);
  return settled(page, '#verdict');
}

/** The message once it no longer says that something is under way. */
export async function settled(page: Page, selector: string): Promise<string> {
  const message = page.locator(selector).filter({ hasText: /./, hasNotText: /^Looking at/ });
  return (await message.textContent()) ?? '';
}

/** The person's entry in the list of the people page. */
export function person(page: Page, name: string): Locator {
  return page.locator('.person').filter({ hasText: name });
}
