import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../tools/browser/launch';
import type { RunningServer } from '../../tools/browser/serve';
import { packagePhoto } from '../support/data';
import { enrol, goTo, openDemo, serveDemo, settled, started } from '../support/demo';

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

const openPeople = () => openDemo(browser, `${server.address}#/people`);
const person = (page: Page, name: string) => page.locator('.person').filter({ hasText: name });

describe('people', () => {
  test('adds photos to a name, also in the list; finds, renames, groups and deletes', async () => {
    const { context, page, problems } = await openPeople();
    expect(await enrol(page, 'Bea', [packagePhoto(1), packagePhoto(3)])).toBe('Bea: 2 photos added.');
    await page.getByText('2 faces').waitFor();
    expect(await enrol(page, ' bea ', packagePhoto(6))).toBe('Bea: 1 photo added.');
    await page.getByText('3 faces').waitFor();
    await enrol(page, 'Cem', packagePhoto(3));

    await page.getByLabel('Search by name').fill('ce');
    await page.getByText('1 of 2 people').waitFor();
    expect(await person(page, 'Bea').count()).toBe(0);
    await page.getByLabel('Search by name').fill('');

    await person(page, 'Bea').click();
    const card = page.getByRole('region', { name: 'Bea' });
    await card.getByRole('button', { name: 'Delete face 1' }).click();
    await card.getByText('The face was deleted.').waitFor();
    await page.getByText('2 faces').waitFor();
    await card.getByLabel('Add to a group').fill('staff');
    await card.getByRole('button', { name: 'Add', exact: true }).click();
    await card.getByText('staff').waitFor();
    await page.getByLabel('Group', { exact: true }).first().selectOption('staff');
    await page.getByText('1 of 2 people').waitFor();
    await card.getByLabel('Name').fill('Beatrix');
    await card.getByRole('button', { name: 'Rename' }).click();
    const renamed = page.getByRole('region', { name: 'Beatrix' });
    await renamed.getByText('The name is Beatrix now.').waitFor();
    await renamed.getByRole('button', { name: 'Delete Beatrix' }).click();
    expect(await settled(page, '#people-message')).toBe('Beatrix was deleted.');
    await person(page, 'Beatrix').waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
    await context.close();
  });

  test('says why a photo was refused, and asks for a name', async () => {
    const { context, page } = await openPeople();
    expect(await enrol(page, '', packagePhoto(3))).toBe('Type the name first.');
    const text = { name: 'letter.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Dear all') };
    const good = { name: 'good.jpg', mimeType: 'image/jpeg', buffer: readFileSync(packagePhoto(3)) };
    const said = await enrol(page, 'Dan', [text, good]);
    expect(said).toMatch(/^Dan: 1 photo added\.\nletter\.jpg: This file is no photo/);
    await person(page, 'Dan').click();
    await page.getByRole('button', { name: 'Delete face 1' }).click();
    await page.getByText('This is the person’s only face.').waitFor();
    await context.close();
  });

  test('enrols a folder of folders, with a summary of what failed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mien-folder-'));
    for (const [name, n] of [
      ['Ann_Lee', 3],
      ['Bob', 6],
    ] as const) {
      await mkdir(join(folder, name));
      copyFileSync(packagePhoto(n), join(folder, name, 'photo.jpg'));
    }
    writeFileSync(join(folder, 'Bob', 'broken.jpg'), 'not a photo');
    const { context, page } = await openPeople();
    await page.locator('input[webkitdirectory]').setInputFiles(folder);
    expect(await settled(page, '#folder-message')).toBe('2 photos of 2 people added.');
    await page.getByText('1 photo could not be used:').waitFor();
    await page.getByText(/^broken\.jpg: This file is no photo/).waitFor();
    await person(page, 'Ann Lee').waitFor();
    await context.close();
  });

  test('exports everything into a file that another browser imports with its passphrase', async () => {
    const from = await openPeople();
    await enrol(from.page, 'Fay', packagePhoto(3));
    const keeping = from.page.getByRole('region', { name: 'Keep, move, protect' });
    await keeping.getByLabel('Passphrase of the file').first().fill('correct horse battery');
    const [download] = await Promise.all([
      from.page.waitForEvent('download'),
      keeping.getByRole('button', { name: 'Export' }).click(),
    ]);
    expect(await settled(from.page, '#export-message')).toMatch(/^The file has 0\.\d MB\.$/);
    const file = await download.path();

    const to = await openPeople();
    const target = to.page.getByRole('region', { name: 'Keep, move, protect' });
    await target.getByLabel('File', { exact: true }).setInputFiles(file);
    await target.getByLabel('Passphrase of the file').last().fill('wrong');
    await target.getByRole('button', { name: 'Import' }).click();
    await to.page.locator('#import-message').getByText('not the passphrase').waitFor();
    await target.getByLabel('Passphrase of the file').last().fill('correct horse battery');
    await target.getByRole('button', { name: 'Import' }).click();
    await to.page.locator('#import-message').getByText('1 person and 1 face came in').waitFor();
    await person(to.page, 'Fay').waitFor();
    await from.context.close();
    await to.context.close();
  });

  test('locks with a passphrase, opens with it, and deletes everything', async () => {
    const { context, page } = await openPeople();
    await enrol(page, 'Gil', packagePhoto(3));
    await page.getByLabel('New passphrase').fill('open sesame please');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    expect(await settled(page, '#passphrase-message')).toBe('The passphrase is set.');
    await page.getByRole('button', { name: 'Lock now' }).click();
    await page.getByText('The people are locked.').waitFor();
    await page.getByLabel('Passphrase').fill('wrong');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('This is not the passphrase').waitFor();
    await page.getByLabel('Passphrase').fill('open sesame please');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await person(page, 'Gil').waitFor();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    expect(await settled(page, '#people-message')).toBe('Everything was deleted.');
    await page.getByText('Nobody is enrolled yet.').waitFor();
    await context.close();
  });

  test('shows what another tab has changed', async () => {
    const { context, page } = await openPeople();
    const other = await context.newPage();
    await other.goto(`${server.address}#/people`);
    await started(other);
    await enrol(other, 'Hua', packagePhoto(3));
    await page.bringToFront();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await person(page, 'Hua').waitFor();
    await context.close();
  });
});

test('identify names the faces of a photo that are known', async () => {
  const { context, page, problems } = await openPeople();
  await enrol(page, 'Ida', packagePhoto(3));
  await goTo(page, 'Identify');
  await page.getByLabel('Sample photo 3').click();
  await page.locator('#identify-summary').getByText('3 faces found, 1 recognised.').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Ida' }).first().waitFor();
  expect(await page.locator('.face-photo rect.match').count()).toBe(1);
  expect(await page.locator('.face-photo rect').count()).toBe(3);
  expect(problems).toEqual([]);
  await context.close();
});

test('explore compares two photos and shows where the levels lie on the measured curves', async () => {
  const { context, page, problems } = await openDemo(browser, `${server.address}#/explore`);
  await page.getByLabel('First photo: Choose a photo').setInputFiles(packagePhoto(3));
  await page.getByLabel('Second photo: Choose a photo').setInputFiles(packagePhoto(6));
  await page.getByText(/^These look like two people\. Confidence \d+\.\d of 100\.$/).waitFor();
  await page.getByLabel('Second photo: Choose a photo').setInputFiles(packagePhoto(3));
  await page.getByText(/^This looks like one person\. Confidence 100\.0 of 100\.$/).waitFor();
  const rows = await page.locator('.scroll tbody tr').allInnerTexts();
  expect(rows.map((row) => row.split(/\s+/)[0])).toEqual(['70', '75', '80', '90']);
  expect(rows[2]).toMatch(/1 in 10,000\s+\d+\.\d %/);
  await page.getByRole('img', { name: 'False match rate and false non-match rate by similarity' }).waitFor();
  expect(problems).toEqual([]);
  await context.close();
});

test('benchmark measures the whole way, and its result can be copied', async () => {
  const { context, page, problems } = await openDemo(browser, `${server.address}#/benchmark`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.getByRole('button', { name: 'Measure' }).first().click();
  await page.locator('#whole-result').waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Copy as JSON' }).click();
  await page.getByText('Copied.').waitFor();
  const report = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(report).toMatchObject({
    env: expect.stringMatching(/cores.*isolated.*onnxruntime/),
    rows: [{ verifications: expect.any(Number), p50: expect.any(Number) }],
    bars: [],
  });
  expect(report.rows[0].p50).toBeGreaterThan(0);
  // What it enrolled to measure with is gone.
  const galleries = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name ?? ''),
  );
  expect(galleries.filter((name) => name.includes('benchmark'))).toEqual([]);

  await page.getByRole('button', { name: 'Measure' }).nth(1).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
  await context.close();
});

test('the API page sends a call over the wire and says what became of it', async () => {
  const { context, page, problems } = await openDemo(browser, `${server.address}#/api`);
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await settled(page, '#api-message')).toBe('It worked.');
  await page.getByText('POST /face/detect').waitFor();
  await page.getByLabel('Endpoint').selectOption('getinfo');
  await page.getByLabel(/^person_id/).fill('nobody');
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await settled(page, '#api-message')).toMatch(/^Code -1303: /);
  await page.getByLabel('Endpoint').selectOption('newperson');
  await page.getByLabel(/^person_id/).fill('ann');
  await page.getByLabel(/^group_ids/).fill('staff, visitors');
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await settled(page, '#api-message')).toBe('It worked.');
  expect(await page.locator('pre').last().textContent()).toContain('"suc_group": 2');
  expect(problems).toEqual([]);
  await context.close();
});

test('about says what runs here', async () => {
  const { context, page, problems } = await openDemo(browser, `${server.address}#/about`);
  await page.getByText('@mediapipe/face_detection').first().waitFor();
  const text = await page.locator('main').textContent();
  expect(text).toContain('dlib-resnet-v1-int8');
  expect(text).toMatch(/WebAssembly, \d thread/);
  expect(text).toContain('Photos are never stored.');
  expect(problems).toEqual([]);
  await context.close();
});

test('speaks the browser’s language, and the chosen one from then on', async () => {
  const { context, page } = await openDemo(browser, server.address, { locale: 'zh-CN' });
  await page.getByRole('heading', { level: 1, name: '验证' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh');
  await page.getByRole('button', { name: '或用两位示例人员试一试' }).click();
  await page.getByLabel('示例照片 3').click();
  await page.getByText('匹配：看起来是示例 A。').waitFor();
  await page.getByLabel('语言').selectOption('English');
  await page.getByRole('heading', { level: 1, name: 'Verify' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Verify' }).waitFor();
  await context.close();
});

const PAGES = ['Verify', 'People', 'Identify', 'Explore', 'Benchmark', 'API', 'About'];

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test('axe finds nothing on any page', async () => {
    // The page's policy allows no script that is put in from outside, which axe is.
    const demo = await openDemo(browser, `${server.address}#/people`, { colorScheme, bypassCSP: true });
    const { context, page } = demo;
    await enrol(page, 'Ann', packagePhoto(3));
    await person(page, 'Ann').click();
    await page.addScriptTag({ content: axe.source });
    for (const name of PAGES) {
      await goTo(page, name);
      if (name === 'Verify') {
        await page.getByLabel('Sample photo 3').click();
        await page.locator('.gauge').waitFor();
      }
      if (name === 'Identify') {
        await page.getByLabel('Sample photo 3').click();
        await page.locator('#identify-summary').waitFor();
      }
      expect(await flawsOf(page), name).toEqual([]);
    }
    await goTo(page, 'Verify');
    await page.getByRole('button', { name: 'The photo: Use the camera' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await flawsOf(page), 'camera').toEqual([]);
    await page.keyboard.press('Escape');
    await goTo(page, 'People');
    await page.getByLabel('New passphrase').fill('open sesame please');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByRole('button', { name: 'Lock now' }).click();
    await page.getByText('The people are locked.').waitFor();
    expect(await flawsOf(page), 'locked').toEqual([]);
    await context.close();
  });
});

/** What axe finds, as rule and elements. */
function flawsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

test('everything can be reached by keyboard', async () => {
  const { context, page } = await openDemo(browser, server.address);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('Verify');
  // By the keyboard alone: two sample people, then a sample photo of the first.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByLabel('Person').waitFor();
  await page.getByLabel('Person').focus();
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) === 'Sample photo 3')
      break;
  }
  await page.keyboard.press('Enter');
  await page.getByText('Match: this looks like Sample A.').waitFor();
  await context.close();
});
