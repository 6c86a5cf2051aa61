import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEADERS, launchBrowser, type RunningServer, serve } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { filmedBy, filmOf } from '../support/film';

const root = resolve(import.meta.dirname, '../..');
const EXAMPLES = ['door', 'kiosk', 'login', 'old-client', 'photo-sorter', 'time-clock'];
const LONGEST = 60;

interface OpenExample extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: RunningServer;
}

let browser: Browser;
/** What the camera shows, over and over: the largest face of a photo. */
let portrait: Buffer;

beforeAll(async () => {
  const film = await filmOf([packagePhoto(1)]);
  const frames = readFileSync(film);
  portrait = frames.subarray(0, frames.indexOf(frames.subarray(0, 20), 20));
  browser = await launchBrowser(filmedBy(film));
});

afterAll(() => browser?.close());

/** The example as a user has it: its folder, and in it a copy of the package. */
async function open(name: string, extra: Partial<Parameters<typeof serve>[0]> = {}): Promise<OpenExample> {
  const folders = { '/': join(root, 'examples', name), '/mien/': join(root, 'dist') };
  const server = await serve({ folders, ...extra });
  const context = await browser.newContext({ permissions: ['camera'] });
  const page = await context.newPage();
  await page.goto(server.address);
  return {
    page,
    context,
    server,
    async [Symbol.asyncDispose]() {
      await context.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

const says = (page: Page, text: string | RegExp) =>
  page.locator('output').filter({ hasText: text }).waitFor();

/** Nobody turns the head on a still picture. */
const hasNoPatience = (page: Page) =>
  page.locator('mien-capture').evaluate((element) => element.setAttribute('patience', '300'));

/** Another version of a photo: smaller, and darker. */
async function copyOf(page: Page, photo: Buffer) {
  const base64 = await page.evaluate(
    async (url) => {
      const bitmap = await createImageBitmap(await (await fetch(url)).blob());
      const canvas = new OffscreenCanvas(bitmap.width * 0.8, bitmap.height * 0.8);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no 2d canvas');
      context.filter = 'brightness(0.8)';
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    `data:image/jpeg;base64,${photo.toString('base64')}`,
  );
  return { name: 'copy.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}

const asFile = (buffer: Buffer, name: string) => ({ name, mimeType: 'image/jpeg', buffer });

describe('examples', () => {
  it('are these, each of at most 60 lines', () => {
    const lines = EXAMPLES.map((name) => {
      const folder = join(root, 'examples', name);
      const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
      return { name, lines: texts.join('').split('\n').length - 1 };
    });
    expect(
      readdirSync(join(root, 'examples'), { withFileTypes: true }).filter((each) => each.isDirectory()),
    ).toHaveLength(6);
    expect(lines.filter(({ lines }) => lines > LONGEST)).toEqual([]);
  });

  it('login: by password first, then by the face, and not by another one', async () => {
    await using example = await open('login', { posts: { '/login': () => undefined } });
    const { page } = example;
    await says(page, 'Ready');
    await hasNoPatience(page);
    await page.getByLabel('Name').fill('ann');
    await page.getByLabel('Password').fill('secret');
    await page.getByLabel('Remember my face').check();
    await page.getByRole('button', { name: 'With the password' }).click();
    await says(page, 'Next time your face will do.');
    await page.getByRole('button', { name: 'With my face' }).click();
    await says(page, 'Welcome back, ann.');
    await page.getByRole('button', { name: 'With my face' }).click();
    await page.locator('mien-capture input[type=file]').setInputFiles(packagePhoto(3));
    await says(page, 'Please use the password.');
  });

  it('kiosk: asks a stranger for the name, and knows it the next time', async () => {
    await using example = await open('kiosk');
    const { page } = example;
    await page.getByLabel('Your name').fill('Ann');
    await page.getByRole('button', { name: 'That is me' }).click();
    await says(page, 'Nice to meet you, Ann.');
    await says(page, 'Welcome back, Ann.');
  });

  it('time clock: notes who comes and goes', async () => {
    await using example = await open('time-clock');
    const { page } = example;
    await says(page, 'Ready');
    await hasNoPatience(page);
    await page.getByLabel('New colleague').fill('ann');
    await page.getByRole('button', { name: 'Take photos' }).click();
    await says(page, 'ann is known from now on.');
    await page.getByRole('button', { name: 'I am coming' }).click();
    await says(page, /ann in/);
    await page.getByRole('button', { name: 'I am leaving' }).click();
    await says(page, /ann out/);
    await page.reload();
    await says(page, 'Ready');
    expect(await page.locator('pre').textContent()).toMatch(/ann in\n.*ann out/);
  });

  it('photo sorter: an album per person', async () => {
    await using example = await open('photo-sorter', {
      headers: { ...HEADERS, 'Content-Security-Policy': '' },
    });
    const { page } = example;
    const photos = [asFile(portrait, 'a.jpg'), asFile(readFileSync(packagePhoto(3)), 'b.jpg')];
    const none = { name: 'note.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') };
    const input = page.locator('input');
    // Files that are made here come from no folder.
    await says(page, 'Ready');
    await input.evaluate((element) => element.removeAttribute('webkitdirectory'));
    await input.setInputFiles([...photos, await copyOf(page, portrait), none]);
    await says(page, '4 photos, 3 albums');
    const albums = await page
      .locator('section')
      .evaluateAll((sections) =>
        sections.map((section) => Array.from(section.querySelectorAll('img'), ({ alt }) => alt)),
      );
    expect(albums).toEqual([['a.jpg', 'copy.jpg'], ['b.jpg'], ['note.jpg']]);
  });

  it('door: opens for who was admitted, also after a restart without a network', async () => {
    await using example = await open('door');
    const { page, context, server } = example;
    await says(page, 'ready');
    await page.getByLabel('Name').fill('ann');
    await page.getByRole('button', { name: 'Admit this person' }).click();
    await says(page, 'ann may enter from now on.');
    await context.setOffline(true);
    await server[Symbol.asyncDispose]();
    await page.reload();
    await says(page, 'ready');
    await page.getByLabel('Name').fill('ann');
    await page.getByRole('button', { name: 'Open' }).click();
    await says(page, 'Come in, ann.');
    await page.getByLabel('Name').fill('ben');
    await page.getByRole('button', { name: 'Open' }).click();
    await says(page, 'there is no person "ben"');
  });

  it('old client: is answered on the device', async () => {
    const retired = 'https://recognition.image.myqcloud.com https://service.image.myqcloud.com';
    const policy = HEADERS['Content-Security-Policy'].replace(
      "connect-src 'self'",
      `connect-src 'self' ${retired}`,
    );
    await using example = await open('old-client', {
      headers: { ...HEADERS, 'Content-Security-Policy': policy },
      pages: { '/v1.sw.js': readFileSync(join(root, 'dist/assets/v1.sw.js'), 'utf8') },
    });
    const { page } = example;
    await says(page, 'ready');
    await page.getByLabel('Photo').setInputFiles(packagePhoto(3));
    await page.getByRole('button', { name: 'Enrol' }).click();
    await says(page, '"suc_face":1');
    await page.getByRole('button', { name: 'Verify' }).click();
    await says(page, '"ismatch":true');
  });
});
