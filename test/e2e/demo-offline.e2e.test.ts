import { appendFile, cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_HEADERS, launchBrowser, serve } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { DEMO, enrol, goTo, openDemo, readyOffline, serveDemo, started, verify } from '../support/demo';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** A square BMP file, 24 bits a pixel. */
function blackBitmap(edge: number): Buffer {
  const file = Buffer.alloc(54 + edge * edge * 3);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(edge, 18);
  file.writeInt32LE(edge, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return file;
}

test('every page works after the first load without a network, and after a reload, still isolated', async () => {
  // Under a path of its own, as on a shared host.
  const gone = await serveDemo('/some/path/');
  const { context, page, problems } = await openDemo(browser, `${gone.address}some/path/#/people`);
  await enrol(page, 'Gus', packagePhoto(3));
  await goTo(page, 'Verify');
  await readyOffline(page);
  await context.setOffline(true);
  await gone[Symbol.asyncDispose]();
  expect(await verify(page, packagePhoto(3))).toBe('Yes, this is Gus.');
  // Where nothing is found quickly the engine asks for one more model, for the first time here.
  const black = { name: 'black.bmp', mimeType: 'image/bmp', buffer: blackBitmap(128) };
  expect(await verify(page, black)).toContain('No face was found');

  await page.reload();
  await started(page);
  await readyOffline(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(await verify(page, packagePhoto(3))).toBe('Yes, this is Gus.');
  // Pages that were not opened before, each with code of its own.
  for (const name of ['People', 'Identify', 'Your data', 'Explore', 'Benchmark', 'API', 'About'])
    await goTo(page, name);
  await goTo(page, 'Explore');
  await page.getByLabel('First photo: Sample photos').getByLabel('Ann, photo 1').click();
  await page.locator('.face-photo rect').waitFor();
  expect(problems).toEqual([]);
  await context.close();
});

test('keeps every file once, by what is in it', async () => {
  await using server = await serveDemo();
  const { context, page } = await openDemo(browser, server.address);
  await readyOffline(page);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => url);
  });
  const models = kept.filter((url) => url.includes('/models/'));
  expect(models.map((url) => new URL(url).pathname).sort()).toEqual([
    '/mien/models/blazeface-full-range.bin',
    '/mien/models/blazeface-full-range.json',
    '/mien/models/blazeface-short-range.bin',
    '/mien/models/blazeface-short-range.json',
    '/mien/models/face-landmark-68.onnx',
    '/mien/models/mobilefacenet-192.onnx',
  ]);
  expect(new Set(kept.map((url) => new URL(url).pathname)).size).toBe(kept.length);
  await context.close();
});

test('offers a new version, starts it when asked to, and tells the other tab', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mien-demo-'));
  await cp(DEMO, folder, { recursive: true });
  await using server = await serve({ folders: { '/': folder }, headers: DEMO_HEADERS });
  const { context, page, problems } = await openDemo(browser, server.address);
  await readyOffline(page);
  await context.addInitScript(() => {
    const badges: string[] = [];
    Object.assign(globalThis, { badges });
    navigator.setAppBadge = async () => void badges.push('set');
    navigator.clearAppBadge = async () => void badges.push('cleared');
  });
  const badges = () => page.evaluate(() => (globalThis as unknown as { badges: string[] }).badges);
  await page.reload();
  await started(page);
  const { version } = JSON.parse(await readFile(resolve(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(await page.locator('#version').textContent()).toBe(`Version ${version}`);
  const other = await context.newPage();
  await other.goto(server.address);
  await started(other);

  await appendFile(join(folder, 'offline.sw.js'), '\n// a new version\n');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  const offer = page.getByText('A new version is ready.');
  await offer.waitFor();
  await page.getByText(`Version ${version}, a newer one is ready`).waitFor();
  // The application's icon says so, too, until the new one has started.
  expect(await badges()).toEqual(['cleared', 'set']);
  // Nothing happens by itself.
  const marked = await page.evaluate(() => Object.assign(globalThis, { mark: 1 }).mark);
  expect(marked).toBe(1);

  await page.getByRole('button', { name: 'Restart with it' }).click();
  await offer.waitFor({ state: 'detached' });
  await started(page);
  expect(await page.evaluate(() => 'mark' in globalThis)).toBe(false);
  expect(await badges()).toEqual(['cleared']);
  await other.getByText('A new version was started in another tab.').waitFor();
  expect(problems).toEqual([]);
  await context.close();
});
