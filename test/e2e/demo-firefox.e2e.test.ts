import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { findBrowser, launchFirefox, type RunningServer } from '../../tools/browser';
import { limit } from '../../tools/host';
import { packagePhoto } from '../support/data';
import { serveDemo } from '../support/demo';

const firefox = findBrowser('firefox') !== undefined;

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  if (!firefox) return;
  server = await serveDemo();
  browser = await launchFirefox();
});

afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

/** A new tab with the demo's page of that name, its engine started. */
async function open(context: TestContext, name: string): Promise<Page> {
  if (!firefox) context.skip('skipped: no Firefox');
  const page = await browser.newPage();
  await page.goto(`${server.address}#/${name}`);
  await page.waitForSelector('main[data-engine=ready] .lead', { timeout: limit(60_000) });
  return page;
}

/** Asked again and again: `waitForFunction` makes functions of text in the page, which the demo's policy forbids. */
const says = (page: Page, text: string) =>
  expect
    .poll(() => page.evaluate(() => document.body.textContent), { timeout: limit(60_000) })
    .toContain(text);

async function choose(page: Page, label: string, photo: string): Promise<void> {
  const input = await page.waitForSelector(`input[aria-label="${label}"]`);
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(photo);
}

test('enrols, verifies a file and whom the camera shows, and finds everyone on a photo', async (context) => {
  const page = await open(context, 'people');
  await page.type('#enrol-name', 'Kai');
  await choose(page, 'Photos of the person: Choose photos', packagePhoto(3));
  await says(page, 'Kai: 1 photo added.');

  await page.goto(`${server.address}#/verify`);
  await choose(page, 'The photo: Choose a photo', packagePhoto(6));
  await says(page, 'No, this is not Kai.');
  await choose(page, 'The photo: Choose a photo', packagePhoto(3));
  await says(page, 'Yes, this is Kai.');

  await page.evaluate(async () => {
    const bitmap = await createImageBitmap(await (await fetch('./samples/sample6.jpg')).blob());
    const canvas = Object.assign(document.createElement('canvas'), {
      width: bitmap.width,
      height: bitmap.height,
    });
    setInterval(() => canvas.getContext('2d')?.drawImage(bitmap, 0, 0), 40);
    const stream = canvas.captureStream(25);
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: async () => stream });
  });
  await page.click('button[aria-label="The photo: Use the camera"]');
  await (await page.waitForSelector('.preparation .primary'))?.click();
  // Four people stand in front of it.
  const hint = () => document.querySelector('mien-capture')?.shadowRoot?.textContent;
  await expect
    .poll(() => page.evaluate(hint), { timeout: limit(60_000) })
    .toContain('One person only, please');
  await page.keyboard.press('Escape');

  await page.goto(`${server.address}#/identify`);
  await choose(page, 'Choose a photo: Choose a photo', packagePhoto(3));
  await says(page, '3 faces found, 1 recognised.');
});

test('every other page opens', async (context) => {
  for (const [name, words] of [
    ['explore', 'What confidence means'],
    ['benchmark', 'The hot loop'],
    ['about', 'Photos are never stored.'],
  ] as const) {
    const page = await open(context, name);
    await says(page, words);
    await page.close();
  }
});

test('compares two photos, and measures', async (context) => {
  const page = await open(context, 'explore');
  await choose(page, 'First photo: Choose a photo', packagePhoto(3));
  await choose(page, 'Second photo: Choose a photo', packagePhoto(3));
  await says(page, 'Yes, this is the same person.');
  await page.goto(`${server.address}#/benchmark`);
  await page.waitForSelector('button.primary');
  await page.click('button.primary');
  await page.waitForSelector('#whole-result', { timeout: limit(120_000) });
});

test('answers the API through the service worker', async (context) => {
  const page = await open(context, 'api');
  await page.waitForSelector('#offline[data-state=ready]', { timeout: limit(60_000) });
  await page.click('button.primary');
  await says(page, 'It worked.');
});
