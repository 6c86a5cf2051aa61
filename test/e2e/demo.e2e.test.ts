import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelManifest } from '../../src/protocol/manifest';
import { launchBrowser } from '../../tools/browser/launch';
import { type RunningServer, serve } from '../../tools/browser/serve';
import { packagePhoto } from '../support/data';

const ROOT = resolve(import.meta.dirname, '../..');
const DEMO = resolve(ROOT, 'demo/dist');
const FAKE_CAMERA = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

interface OpenDemo {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors, page errors, requests to other origins: there must be none. */
  readonly problems: string[];
}

/** A fresh profile with the page opened and its engine started. */
async function openDemo(browser: Browser, address: string): Promise<OpenDemo> {
  const context = await browser.newContext();
  const problems: string[] = [];
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(blob|data):/.test(url)) problems.push(`request: ${url}`);
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

const started = (page: Page) => page.locator('main:not([inert])').waitFor();
const readyOffline = (page: Page) => page.locator('#offline[data-state=ready]').waitFor();

type Photo = Parameters<Page['setInputFiles']>[1];

function enrol(page: Page, name: string, ...photos: number[]): Promise<string> {
  return enrolFiles(page, name, photos.map(packagePhoto));
}

async function enrolFiles(page: Page, name: string, photos: Photo): Promise<string> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Choose photos to enrol').setInputFiles(photos);
  return settled(page, '#enrol-message');
}

/** A sample photo, drawn smaller and through a CSS filter. */
async function worsePhoto(page: Page, n: number, scale: number, filter: string) {
  const base64 = await page.evaluate(
    async ({ n, scale, filter }) => {
      const bitmap = await createImageBitmap(await (await fetch(`./samples/sample${n}.jpg`)).blob());
      const canvas = document.createElement('canvas');
      canvas.width = bitmap.width * scale;
      canvas.height = bitmap.height * scale;
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no 2d canvas');
      context.imageSmoothingQuality = 'high';
      context.filter = filter;
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL('image/png').split(',')[1];
    },
    { n, scale, filter },
  );
  return { name: 'worse.png', mimeType: 'image/png', buffer: Buffer.from(base64, 'base64') };
}

async function verify(page: Page, photo: Photo): Promise<string> {
  await page.getByLabel('Choose a photo to verify').setInputFiles(photo);
  return settled(page, '#verify-message');
}

/** The message once it no longer says that something is under way. */
async function settled(page: Page, selector: string): Promise<string> {
  const message = page.locator(selector).filter({ hasText: /./, hasNotText: /^Looking at/ });
  return (await message.textContent()) ?? '';
}

/** Puts an EXIF segment with this orientation behind a JPEG's first marker. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const segment = Buffer.concat([Buffer.from('ffe10000', 'hex'), Buffer.from('Exif\0\0'), tiff]);
  segment.writeUInt16BE(segment.length - 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

/** A square BMP file, 24 bits a pixel. */
function blackBitmap(side: number): Buffer {
  const file = Buffer.alloc(54 + side * side * 3);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(side, 18);
  file.writeInt32LE(side, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return file;
}

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  if (!existsSync(resolve(DEMO, 'index.html'))) throw new Error('no demo/dist: run `npm run build`');
  server = await serve({ folders: { '/': DEMO } });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

test('the demo serves the models of its manifest, without added ones', () => {
  const manifest = JSON.parse(readFileSync(resolve(DEMO, 'mien/manifest.json'), 'utf8')) as ModelManifest;
  const { detectors, landmarker, embedders } = manifest;
  const files = [detectors.shortRange, detectors.fullRange].flatMap(({ topology, weights }) => [
    topology,
    weights,
  ]);
  files.push(landmarker.file);
  for (const entry of embedders) if (!('optional' in entry)) files.push(entry.file);
  expect(readdirSync(resolve(DEMO, 'mien/models')).map((name) => `models/${name}`)).toEqual(
    files.map(({ path }) => path).sort(),
  );
  expect(embedders.filter((entry) => 'optional' in entry && entry.file)).toEqual([]);
});

describe('the demo', () => {
  test('enrols, verifies, keeps over a reload and deletes a person', async () => {
    const { context, page, problems } = await openDemo(browser, server.address);
    expect(await enrol(page, 'Ann Müller', 3)).toBe('Ann Müller: 1 photo added.');
    expect(await verify(page, packagePhoto(3))).toBe('Match: this looks like Ann Müller.');
    const result = await page.locator('#result').textContent();
    expect(result).toMatch(/Confidence 100\.0 of 100; from 75/);
    expect(result).toMatch(/face \d+ px between the eyes, sharp, well lit/);
    expect(await verify(page, packagePhoto(6))).toBe('No match: this does not look like Ann Müller.');

    await page.reload();
    await started(page);
    const row = page.getByRole('listitem').filter({ hasText: 'Ann Müller' });
    expect(await row.textContent()).toContain('1 photo');

    await page.getByRole('button', { name: 'Delete Ann Müller' }).click();
    expect(await settled(page, '#enrol-message')).toBe('Ann Müller was deleted.');
    expect(await row.count()).toBe(0);
    expect(await verify(page, packagePhoto(3))).toContain('Enrol a person first');
    expect(problems).toEqual([]);
    await context.close();
  });

  test('adds several photos to one person, also under a name that is in the list', async () => {
    const { context, page } = await openDemo(browser, server.address);
    expect(await enrol(page, 'Bea', 1, 2)).toBe('Bea: 2 photos added.');
    expect(await enrol(page, ' bea ', 3)).toBe('Bea: 1 photo added.');
    expect(await page.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining('3 photos')]);
    await context.close();
  });

  test.each([
    ['as stored', 1],
    ['turned by EXIF', 6],
  ])('draws the box on the upright picture, %s, where the face is', async (_, orientation) => {
    const { context, page } = await openDemo(browser, server.address);
    await enrol(page, 'Cy', 3);
    const buffer = withOrientation(readFileSync(packagePhoto(3)), orientation);
    await verify(page, { name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
    const drawn = await page.evaluate(() => {
      const image = document.querySelector<HTMLImageElement>('#photo-image');
      const overlay = document.querySelector<SVGSVGElement>('#photo-overlay');
      const box = document.querySelector('#photo-box')?.getBoundingClientRect();
      const frame = image?.getBoundingClientRect();
      if (!image || !overlay || !box || !frame) throw new Error('nothing is drawn');
      return {
        sizes: [image.naturalWidth, image.naturalHeight],
        viewBox: [overlay.viewBox.baseVal.width, overlay.viewBox.baseVal.height],
        inside:
          box.left > frame.left &&
          box.right < frame.right &&
          box.top > frame.top &&
          box.bottom < frame.bottom,
        share: box.width / frame.width,
      };
    });
    expect(drawn.viewBox).toEqual(drawn.sizes);
    expect(drawn.sizes[0] > drawn.sizes[1]).toBe(orientation === 1);
    expect(drawn.inside).toBe(true);
    expect(drawn.share).toBeGreaterThan(0.05);
    expect(drawn.share).toBeLessThan(0.5);
    await context.close();
  });

  test('says in words what is wrong', async () => {
    const { context, page, problems } = await openDemo(browser, server.address);
    await page.getByRole('button', { name: 'Take a photo to enrol' }).click();
    expect(await settled(page, '#enrol-message')).toBe('Type the person’s name first.');
    await enrol(page, 'Dee', 3);
    await page.getByRole('button', { name: 'Take a photo to verify' }).click();
    expect(await settled(page, '#verify-message')).toMatch(
      /^(No camera was found|The camera was not allowed)/,
    );
    const text = { name: 'letter.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Dear all') };
    expect(await verify(page, text)).toContain('This file is no photo that can be used.');
    expect(await verify(page, { ...text, buffer: Buffer.alloc(0) })).toContain('the file is empty');
    expect(await page.locator('#photo').isVisible()).toBe(false);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('says what is wrong with a photo that is too bad to enrol; verification takes it', async () => {
    const { context, page } = await openDemo(browser, server.address);
    const blurred = await worsePhoto(page, 3, 1, 'blur(8px)');
    const refused = /^This photo is not good enough to enrol\. The face is blurred: /;
    expect(await enrolFiles(page, 'Fay', blurred)).toMatch(refused);
    expect(await page.getByRole('listitem').count()).toBe(0);
    expect(await enrol(page, 'Fay', 3)).toBe('Fay: 1 photo added.');
    expect(await enrolFiles(page, 'Fay', blurred)).toMatch(refused);
    expect(await page.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining('1 photo')]);
    expect(await verify(page, blurred)).toMatch(/^(Match|No match)/);
    expect(await page.locator('#result').textContent()).toMatch(/between the eyes, blurred, well lit/);
    await context.close();
  });

  test('names every control', async () => {
    const { context, page } = await openDemo(browser, server.address);
    await enrol(page, 'Eve', 3);
    const unnamed = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>('input, select, button')]
        .filter((it) => !it.ariaLabel && !it.labels?.length && !it.textContent?.trim())
        .map((it) => it.outerHTML),
    );
    expect(unnamed).toEqual([]);
    await context.close();
  });

  test('offers sample photos', async () => {
    const { context, page } = await openDemo(browser, server.address);
    await page.getByLabel('Name', { exact: true }).fill('Flo');
    await page.getByLabel('Sample photos to enrol').getByLabel('Sample photo 3').click();
    expect(await settled(page, '#enrol-message')).toBe('Flo: 1 photo added.');
    await page.getByLabel('Sample photos to verify').getByLabel('Sample photo 3').click();
    expect(await settled(page, '#verify-message')).toBe('Match: this looks like Flo.');
    await context.close();
  });
});

describe('offline', () => {
  test('verifies after the first load, and after a reload, still isolated', async () => {
    // Under a path of its own, as on a shared host.
    const gone = await serve({ folders: { '/some/path/': DEMO } });
    const { context, page, problems } = await openDemo(browser, `${gone.address}some/path/`);
    await enrol(page, 'Gus', 3);
    await readyOffline(page);
    await context.setOffline(true);
    await gone[Symbol.asyncDispose]();
    expect(await verify(page, packagePhoto(3))).toBe('Match: this looks like Gus.');
    // Where nothing is found quickly the engine asks for one more model, for the first time here.
    const black = { name: 'black.bmp', mimeType: 'image/bmp', buffer: blackBitmap(128) };
    expect(await verify(page, black)).toContain('No face was found');

    await page.reload();
    await started(page);
    await readyOffline(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await verify(page, packagePhoto(3))).toBe('Match: this looks like Gus.');
    expect(await verify(page, packagePhoto(6))).toBe('No match: this does not look like Gus.');
    expect(problems).toEqual([]);
    await context.close();
  });
});

test('answers the API for other code of its origin, through the service worker', async () => {
  const { context, page, problems } = await openDemo(browser, server.address);
  await enrol(page, 'Ida', 3);
  await readyOffline(page);
  const answer = await page.evaluate(async () => {
    const body = JSON.stringify({ appid: 'mien-demo', group_id: 'people' });
    return (await fetch('/face/getpersonids', { method: 'POST', body })).json();
  });
  expect(answer).toMatchObject({ code: 0, message: 'OK', data: { person_ids: [expect.any(String)] } });
  expect(problems).toEqual([]);
  await context.close();
});

describe('the camera', () => {
  test('gives its picture to the engine, which finds no face in a test pattern', async () => {
    const filmed = await launchBrowser(FAKE_CAMERA);
    const { page, problems } = await openDemo(filmed, server.address);
    await enrol(page, 'Hal', 3);
    await page.getByRole('button', { name: 'Take a photo to verify' }).click();
    await page.getByRole('button', { name: 'Take the photo' }).click();
    expect(await settled(page, '#verify-message')).toContain('No face was found in this photo.');
    expect(await page.locator('#photo').isVisible()).toBe(true);
    expect(await page.locator('#camera').isVisible()).toBe(false);
    expect(problems).toEqual([]);
    await filmed.close();
  });
});

describe('npm start', () => {
  test('prints where the demo is, which is another port when the wanted one is taken', async () => {
    const { port: taken } = new URL(server.address);
    const start = spawn(process.execPath, ['--import', 'tsx', 'tools/start.ts', '--port', taken], {
      cwd: ROOT,
      // Should it build, then as a user's `npm start` would, not for the test runner's mode.
      env: { ...process.env, NODE_ENV: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = await once(createInterface({ input: start.stdout }), 'line');
      const address = /^mien demo: (http:\/\/localhost:\d+\/)$/.exec(String(line))?.[1] ?? '';
      expect(address).not.toBe(server.address);
      const response = await fetch(address);
      expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(await response.text()).toContain('<title>mien');
    } finally {
      start.kill();
    }
  });
});
