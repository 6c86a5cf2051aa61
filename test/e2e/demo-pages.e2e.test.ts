import { describe, expect, test } from 'vitest';
import { flawsOf } from '../../tools/axe';
import { limit } from '../../tools/host';
import { packagePhoto } from '../support/data';
import { enrol, goTo, openDemo, person, settled, started, useDemo } from '../support/demo';
import { sentencesInLatin } from '../support/latin';

const site = useDemo();

/** Pages that need nothing to be done before they can be looked at. */
const PATHS = [
  'start',
  'people',
  'identify',
  'keeping',
  'fleet',
  'explore',
  'benchmark',
  'api',
  'about',
  'kiosk',
];

test('identify names the faces of a photo that are known, and learns whom it did not know', async () => {
  const { context, page, problems } = await openDemo(site.browser, `${site.address}#/people`);
  await enrol(page, 'Ida', packagePhoto(3));
  await goTo(page, 'Identify');
  await page.getByLabel('Sample photo 3').click();
  await page.locator('#identify-summary').getByText('3 faces found, 1 recognised.').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Ida' }).first().waitFor();
  expect(await page.locator('.face-photo rect.yes').count()).toBe(1);
  expect(await page.locator('.face-photo rect').count()).toBe(3);
  // Who is far from everybody is not said to be like anybody.
  const unknown = page.locator('.faces-found li').filter({ hasText: 'nobody who is known here' });
  expect(await unknown.count()).toBe(2);
  expect((await unknown.allInnerTexts()).join()).not.toContain('Ida');
  await unknown.first().getByText('This is …').click();
  await unknown.first().getByLabel('Name').fill('Zoe');
  await unknown.first().getByRole('button', { name: 'Remember it' }).click();
  await page.locator('#identify-summary').getByText('3 faces found, 2 recognised.').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Zoe' }).first().waitFor();
  expect(problems).toEqual([]);
  await context.close();
});

test('explore compares two photos and shows where the levels lie on the measured curves', async () => {
  const { context, page, problems } = await openDemo(site.browser, `${site.address}#/explore`);
  await page.getByLabel('First photo: Choose a photo').setInputFiles(packagePhoto(3));
  await page.getByLabel('Second photo: Choose a photo').setInputFiles(packagePhoto(6));
  await page.getByText('No, these are two different people.').waitFor();
  await page.getByLabel('Second photo: Choose a photo').setInputFiles(packagePhoto(3));
  await page.getByText('Yes, this is the same person.').waitFor();
  expect(await page.locator('details').first().textContent()).toContain('100.0 on a scale that ends at 100');
  const rows = await page.locator('.scroll tbody tr').allInnerTexts();
  expect(rows.map((row) => row.split(/\s+/)[0])).toEqual(['70', '75', '80', '90']);
  expect(rows[1]).toMatch(/1 in 3,000\s/);
  expect(rows[2]).toMatch(/1 in 10,000\s+\d+\.\d %/);
  await page.getByRole('img', { name: 'False match rate and false non-match rate by similarity' }).waitFor();
  expect(problems).toEqual([]);
  await context.close();
});

test('benchmark measures the whole way, and its result can be copied', async () => {
  const { context, page, problems } = await openDemo(site.browser, `${site.address}#/benchmark`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.getByRole('button', { name: 'Measure' }).first().click();
  await page.locator('#whole-result').waitFor({ timeout: limit(120_000) });
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
  const { context, page, problems } = await openDemo(site.browser, `${site.address}#/api`);
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
  const { context, page, problems } = await openDemo(site.browser, `${site.address}#/about`);
  await page.getByText('@mediapipe/face_detection').first().waitFor();
  const text = await page.locator('main').textContent();
  expect(text).toContain('mobilefacenet-192');
  expect(text).toMatch(/WebAssembly, \d thread/);
  expect(text).toContain('Photos are never stored.');
  expect(problems).toEqual([]);
  await context.close();
});

test('speaks the browser’s language, and the chosen one from then on', async () => {
  const { context, page } = await openDemo(site.browser, `${site.address}#/verify`, { locale: 'zh-CN' });
  await page.getByRole('heading', { level: 1, name: '验证' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh');
  await page.getByRole('button', { name: '或用两位示例人员试一试' }).click();
  await page.getByLabel('小安，照片 2').click();
  await page.getByText('是，这是小安。').waitFor();
  await page.getByLabel('语言').selectOption('English');
  await page.getByRole('heading', { level: 1, name: 'Verify' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Verify' }).waitFor();
  await context.close();
});

test('the first text waits for no other file', async () => {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  // As a slow network: nothing but the page itself ever comes.
  await page.route('**/*', (route) => (route.request().isNavigationRequest() ? route.continue() : undefined));
  await page.goto(site.address, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  await page.getByRole('heading', { level: 1, name: 'Your device knows your face' }).waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('system-ui');
  await context.close();
});

test('no Chinese page has a sentence in Latin letters', async () => {
  const { context, page } = await openDemo(site.browser, site.address, { locale: 'zh-CN' });
  const found = async () => sentencesInLatin(page);
  for (const name of [...PATHS, 'more']) {
    await page.goto(`${site.address}#/${name}`);
    await started(page);
    await page
      .locator('main')
      .getByText(/\p{Script=Han}/u)
      .first()
      .waitFor();
    expect(await found(), name).toEqual([]);
  }
  await page.goto(`${site.address}#/api`);
  const endpoint = page.getByLabel('接口');
  for (const name of await endpoint.locator('option').allTextContents()) {
    await endpoint.selectOption(name);
    expect(await found(), name).toEqual([]);
  }
  await page.goto(`${site.address}#/verify`);
  await page.getByRole('button', { name: '或用两位示例人员试一试' }).click();
  await page.getByLabel('小可，照片 1').click();
  await page.locator('.verdict-bar').waitFor();
  expect(await found(), 'verify').toEqual([]);
  await page.getByRole('button', { name: '照片: 使用摄像头' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '打开摄像头' }).waitFor();
  expect(await found(), 'camera').toEqual([]);
  await context.close();
});

const PAGES = [
  'Verify',
  'People',
  'Identify',
  'Your data',
  'Devices',
  'Explore',
  'Benchmark',
  'API',
  'About',
];

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test('axe finds nothing on any page', async () => {
    // The page's policy allows no script that is put in from outside, which axe is.
    const demo = await openDemo(site.browser, `${site.address}#/people`, { colorScheme, bypassCSP: true });
    const { context, page } = demo;
    await enrol(page, 'Ann', packagePhoto(3));
    await person(page, 'Ann').click();
    for (const name of PAGES) {
      await goTo(page, name);
      if (name === 'Verify') {
        await page.getByLabel('Ann, photo 2').click();
        await page.locator('.verdict-bar').waitFor();
        await page.locator('.result summary').click();
      }
      if (name === 'Identify') {
        await page.getByLabel('Sample photo 3').click();
        await page.locator('#identify-summary').waitFor();
      }
      expect(await flawsOf(page), name).toEqual([]);
    }
    // The kiosk has no navigation: not last.
    for (const name of ['kiosk', 'start', 'more']) {
      await page.goto(`${site.address}#/${name}`);
      await started(page);
      expect(await flawsOf(page), name).toEqual([]);
    }
    await goTo(page, 'Verify');
    await page.getByRole('button', { name: 'The photo: Use the camera' }).click();
    const open = page.getByRole('dialog').getByRole('button', { name: 'Open the camera' });
    await open.waitFor();
    expect(await flawsOf(page), 'before the camera').toEqual([]);
    await open.click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await flawsOf(page), 'camera').toEqual([]);
    await page.keyboard.press('Escape');
    await goTo(page, 'Your data');
    await page.getByLabel('New passphrase').fill('open sesame please');
    await page.getByRole('button', { name: 'Set the passphrase' }).click();
    await page.getByRole('button', { name: 'Lock now' }).click();
    await page.getByText('The people are locked.').waitFor();
    expect(await flawsOf(page), 'locked').toEqual([]);
    await context.close();
  });
});

const PHONES = [360, 390, 430];

test.each(PHONES)('on a phone %i px wide one row leads everywhere, and nothing is cut', async (width) => {
  const { context, page } = await openDemo(site.browser, `${site.address}#/people`, {
    viewport: { width, height: 800 },
    hasTouch: true,
  });
  await enrol(page, 'Ann', packagePhoto(3));
  const links = page.getByRole('navigation').getByRole('link');
  expect(await links.allInnerTexts()).toEqual(['Verify', 'People', 'Identify', 'More']);
  const boxes = await Promise.all((await links.all()).map((link) => link.boundingBox()));
  expect(new Set(boxes.map((box) => box?.y)).size).toBe(1);
  // Where a thumb is, and as large as one.
  for (const box of boxes) {
    expect(box?.y).toBeGreaterThan(700);
    expect(box?.height).toBeGreaterThanOrEqual(44);
  }
  await page.getByRole('navigation').getByRole('link', { name: 'More' }).click();
  const further = page.locator('.link-list a');
  await further.first().waitFor();
  expect(await further.count()).toBe(7);
  for (const name of [...PATHS, 'verify']) {
    await page.goto(`${site.address}#/${name}`);
    await started(page);
    if (name === 'explore') await page.locator('.levels').waitFor();
    if (name === 'about') await page.locator('.stacked').waitFor();
    const cut = await page.evaluate(() => {
      const wide = document.documentElement.clientWidth;
      const outside = [...document.querySelectorAll('main *, footer *, nav *')].filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && !element.closest('.uplot, datalist') && (left < -0.5 || right > wide + 0.5);
      });
      const scrolled = [...document.querySelectorAll('main .scroll')].filter(
        (element) => element.scrollWidth > element.clientWidth,
      );
      return [...outside, ...scrolled].map((element) => element.outerHTML.slice(0, 120));
    });
    expect(cut, name).toEqual([]);
  }
  await context.close();
});

test('everything can be reached by keyboard', async () => {
  const { context, page } = await openDemo(site.browser, `${site.address}#/verify`);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('Verify');
  // By the keyboard alone: two sample people, then a sample photo of the first.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Person' }).waitFor();
  await page.getByRole('combobox', { name: 'Person' }).focus();
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) === 'Ann, photo 2')
      break;
  }
  await page.keyboard.press('Enter');
  await page.getByText('Yes, this is Ann.').waitFor();
  await context.close();
});
