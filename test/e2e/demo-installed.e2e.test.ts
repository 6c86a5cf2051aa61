import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageSize } from 'image-size';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { DEMO_HEADERS, findBrowser, serve } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import {
  DEMO,
  enrol,
  goTo,
  openDemo,
  person,
  readyOffline,
  serveDemo,
  settled,
  started,
  useDemo,
} from '../support/demo';

interface Manifest {
  readonly start_url: string;
  readonly scope: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly type: string }[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly url: string;
    readonly icons: Manifest['icons'];
  }[];
  readonly share_target: { readonly action: string };
  readonly file_handlers: readonly { readonly action: string }[];
}

const site = useDemo();

const MANIFEST = JSON.parse(readFileSync(join(DEMO, 'manifest.webmanifest'), 'utf8')) as Manifest;

/** What a system does when a user shares files with the application: it posts a form to the manifest's address. */
async function share(page: Page, files: Parameters<Page['setInputFiles']>[1]): Promise<void> {
  await page.evaluate((action) => {
    const form = document.createElement('form');
    Object.assign(form, { id: 'shared', method: 'post', enctype: 'multipart/form-data', action });
    const input = Object.assign(document.createElement('input'), {
      type: 'file',
      name: 'photo',
      multiple: true,
    });
    form.append(input);
    document.body.append(form);
  }, MANIFEST.share_target.action);
  await page.locator('#shared input').setInputFiles(files);
  await page.evaluate(() => document.querySelector<HTMLFormElement>('#shared')?.submit());
}

async function verdictOfShared(page: Page): Promise<string> {
  await page.getByRole('heading', { level: 1, name: 'Verify' }).waitFor();
  await started(page);
  return settled(page, '#verdict');
}

const LETTER = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear all') };

describe('a photo that is shared with the application', () => {
  test('opens Verify with a verdict, offline and with no page of it open, and is kept nowhere', async () => {
    const server = await serveDemo();
    const { context, page, problems } = await openDemo(site.browser, `${server.address}#/people`);
    await enrol(page, 'Gus', packagePhoto(3));
    await readyOffline(page);
    await page.close();
    await context.setOffline(true);
    await server[Symbol.asyncDispose]();
    // Something else of the same origin: a page that is not the application.
    const outside = await context.newPage();
    await outside.goto(`${server.address}manifest.webmanifest`);
    await share(outside, packagePhoto(3));
    expect(await verdictOfShared(outside)).toBe('Yes, this is Gus.');
    expect(new URL(outside.url()).hash).toBe('#/verify');
    expect(await outside.evaluate(() => caches.keys())).not.toContain('mien-shared');
    // A reload has nothing of it.
    await outside.reload();
    await started(outside);
    expect(await outside.locator('#verdict').textContent()).toBe('');
    expect(problems).toEqual([]);
    await context.close();
  });

  test('waits until somebody is known, and is verified with whoever is chosen', async () => {
    const { context, page, problems } = await openDemo(site.browser, site.address);
    await readyOffline(page);
    await share(page, join(DEMO, 'samples/portraits/bea-2.jpg'));
    await page.getByText('The shared photo is looked at as soon as somebody is known here.').waitFor();
    await page.getByRole('button', { name: 'Or try it with two sample people' }).click();
    await page.getByText('No, this is not Ann.').waitFor();
    await page.getByRole('combobox', { name: 'Person' }).selectOption('Bea');
    await page.getByText('Yes, this is Bea.').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  test('may be several, none, or no photo: each is said, and no server hears of it', async () => {
    const asked: string[] = [];
    await using server = await serve({
      folders: { '/': DEMO },
      headers: DEMO_HEADERS,
      log: (path) => asked.push(path),
    });
    const { context, page, problems } = await openDemo(site.browser, `${server.address}#/people`);
    await enrol(page, 'Hal', packagePhoto(3));
    await readyOffline(page);
    await share(page, [packagePhoto(3), packagePhoto(6)]);
    expect(await verdictOfShared(page)).toBe('Yes, this is Hal.');
    await page.getByText('Several photos were shared. This is the first one.').waitFor();
    await share(page, []);
    await page.getByText('No photo was shared. Choose one here.').waitFor();
    await share(page, LETTER);
    expect(await verdictOfShared(page)).toContain('This file cannot be used as a photo.');
    expect(asked).toContain('/');
    expect(asked.filter((path) => /share-target|shared-photo/.test(path))).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });
});

/** Stands in for the browser's queue, which only a system can fill: what the page gives it is called with a real file's handle. */
function catchConsumer(): void {
  Object.defineProperty(globalThis, 'launchQueue', {
    value: {
      setConsumer: (consumer: unknown) => Object.assign(globalThis, { consumer }),
    },
  });
}

test('a file of people that the application is opened with waits in the import form', async () => {
  const from = await openDemo(site.browser, `${site.address}#/people`);
  await enrol(from.page, 'Fay', packagePhoto(3));
  await goTo(from.page, 'Your data');
  await from.page.getByLabel('Passphrase of the file').first().fill('correct horse battery');
  const [download] = await Promise.all([
    from.page.waitForEvent('download'),
    from.page.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.mien$/);
  const bytes = readFileSync(await download.path());
  await from.context.close();

  const { context, page, problems } = await openDemo(site.browser, site.address);
  await context.addInitScript(catchConsumer);
  await page.reload();
  await started(page);
  await page.evaluate(async (base64) => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle('people.mien', { create: true });
    const file = await handle.createWritable();
    await file.write(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
    await file.close();
    const { consumer } = globalThis as unknown as { consumer: (launch: object) => Promise<void> };
    await consumer({ targetURL: location.href, files: [handle] });
  }, bytes.toString('base64'));
  await page.getByRole('heading', { level: 1, name: 'Your data' }).waitFor();
  expect(await settled(page, '#import-message')).toBe(
    'people.mien is in this form. Enter its passphrase to import it.',
  );
  expect(await page.locator('.field output').textContent()).toBe('people.mien');
  // Nothing was imported: that is for the person to decide. What is to be typed next has the focus.
  await page.keyboard.type('correct horse battery');
  await page.keyboard.press('Enter');
  await page.locator('#import-message').getByText('1 person and 1 face were imported').waitFor();
  await goTo(page, 'People');
  await person(page, 'Fay').waitFor();
  // An application that is opened without a file stays where it is.
  await page.evaluate(() =>
    (globalThis as unknown as { consumer: (launch: object) => Promise<void> }).consumer({ files: [] }),
  );
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  expect(problems).toEqual([]);
  await context.close();
});

test('everything that the manifest names is there, and as large as it says', async () => {
  const { context, page, problems } = await openDemo(site.browser, site.address);
  const { icons, shortcuts } = MANIFEST;
  for (const { src, sizes, type } of [...icons, ...shortcuts.flatMap((each) => each.icons)]) {
    const answer = await fetch(new URL(src, site.address));
    expect(answer.headers.get('content-type'), src).toBe(type);
    const { width, height } = imageSize(new Uint8Array(await answer.arrayBuffer()));
    if (sizes !== 'any') expect(`${width}x${height}`, src).toBe(sizes);
  }
  const touch = await page.locator('link[rel=apple-touch-icon]').getAttribute('href');
  expect((await fetch(new URL(touch ?? '', site.address))).ok).toBe(true);
  const names = ['Verify', 'People', 'Identify', 'Kiosk'];
  expect(shortcuts.map(({ name }) => name)).toEqual(names);
  for (const { name, url } of shortcuts) {
    await page.goto(new URL(url, site.address).href);
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await started(page);
  }
  for (const { action } of MANIFEST.file_handlers) {
    await page.goto(new URL(action, site.address).href);
    await page.getByRole('heading', { level: 1, name: 'Your data' }).waitFor();
  }
  expect(problems).toEqual([]);
  await context.close();
});

describe('in a profile that is kept', () => {
  /** As a user has it: a profile that keeps nothing, as tests usually have, cannot install. */
  async function openKept(work: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'mien-profile-'));
    const executablePath = findBrowser();
    if (executablePath === undefined) throw new Error('no Chromium found');
    const context = await chromium.launchPersistentContext(folder, { executablePath, locale: 'en-US' });
    try {
      const page = await context.newPage();
      await page.goto(site.address);
      await started(page);
      await readyOffline(page);
      await work(page, context);
    } finally {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  test('the browser finds nothing that is missing to install it', async () => {
    await openKept(async (page, context) => {
      const session = await context.newCDPSession(page);
      const { errors, url, manifest } = await session.send('Page.getAppManifest');
      expect(url).toBe(`${site.address}manifest.webmanifest`);
      expect(errors).toEqual([]);
      expect(manifest?.shortcuts?.map(({ url }) => url)).toEqual(
        MANIFEST.shortcuts.map(({ url }) => new URL(url, site.address).href),
      );
      // It lists no file handlers, which are for systems with a desktop.
      expect(manifest?.shareTarget?.action).toBe(`${site.address}share-target`);
      const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
      expect(installabilityErrors).toEqual([]);
    });
  });
});
