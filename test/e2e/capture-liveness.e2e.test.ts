import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { MienCapture } from '../../src/capture';
import { type EnginePage, openEnginePage } from '../../tools/browser';
import { CAPTURE_PAGES } from '../support/capture-tab';
import { packagePhoto } from '../support/data';

declare global {
  var tried: { live: boolean | 'inconclusive'; reasons: readonly string[]; text: string }[];
}

/** Who holds a photo before a camera: it moves a little, and the camera has noise. */
async function openPhoto(): Promise<EnginePage> {
  const opened = await openEnginePage({ pages: CAPTURE_PAGES, path: 'capture.html' });
  const { page } = opened;
  await page.setInputFiles('#files', packagePhoto(5));
  await page.evaluate(async () => {
    const [file] = document.querySelector<HTMLInputElement>('#files')?.files ?? [];
    const bitmap = await createImageBitmap(file);
    while (globalThis.ready === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    const { face } = await (await ready).detect(file, { mode: 1 });
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    const scale = 200 / face[0].height;
    const x = 320 - scale * (face[0].x + face[0].width / 2);
    const y = 240 - scale * (face[0].y + face[0].height / 2);
    const draw = () => {
      const [dx, dy] = [Math.random(), Math.random()];
      context.fillStyle = '#888';
      context.fillRect(0, 0, 640, 480);
      context.save();
      context.beginPath();
      context.rect(100, 20, 440, 440);
      context.clip();
      context.drawImage(bitmap, x + dx, y + dy, bitmap.width * scale, bitmap.height * scale);
      context.restore();
      for (let i = 0; i < 300; i++) {
        context.fillStyle = `hsl(0 0% ${100 * Math.random()}% / 0.2)`;
        context.fillRect(640 * Math.random(), 480 * Math.random(), 1, 1);
      }
    };
    setInterval(draw, 40);
    // A new stream each time: an element closes the one that it was given.
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', {
      value: async () => canvas.captureStream(25),
    });
  });
  return opened;
}

/** Puts an element on the page that begins by its button, as a person at the keyboard does it. */
async function begin(page: Page, attributes: Record<string, string>): Promise<void> {
  await page.evaluate(async (attributes) => {
    const element: MienCapture = document.createElement('mien-capture');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.engine = await ready;
    globalThis.tried = [];
    element.addEventListener('liveness', ({ detail: { verdict, text } }) => {
      globalThis.tried.push({ live: verdict.live, reasons: verdict.reasons, text });
    });
    document.querySelector('#place')?.replaceChildren(element);
    element.focus();
  }, attributes);
  await page.keyboard.press('Enter');
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run('mien-capture');
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

const chunks = (page: Page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\/dist\/chunks\/(conductor|liveness)/.test(name))
      .map(({ name }) => name.replace(/.*\/([a-z]+)-.*/, '$1')),
  );

test('a photo does not pass, however often it is tried, and who holds it is told what to change', async () => {
  await using opened = await openPhoto();
  const { page } = opened;
  await begin(page, { liveness: 'actions' });
  await page.locator('.prompt .text').getByText('Look straight into the camera').waitFor();
  await page
    .locator('.step')
    .getByText(/^1 of [34]$/)
    .waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  const [first] = await page.evaluate(() => globalThis.tried);
  expect(first.live).not.toBe(true);
  expect(await page.getByRole('alert').textContent()).toBe(first.text);
  expect(first.text).toMatch(/\.$/);
  expect(await violations(page)).toEqual([]);
  // The focus is on the button that begins anew.
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => globalThis.tried.length === 2);
  expect((await page.evaluate(() => globalThis.tried))[1].live).not.toBe(true);
});

test('skips what a person cannot do, by keyboard', async () => {
  await using opened = await openPhoto();
  const { page } = opened;
  await begin(page, { liveness: 'actions' });
  const prompt = page.locator('.prompt .text');
  await page
    .locator('.step')
    .getByText(/^1 of [34]$/)
    .waitFor();
  const before = await prompt.textContent();
  const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className);
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('skip');
  await page.keyboard.press('Enter');
  await page.waitForFunction((before) => {
    const root = document.querySelector('mien-capture')?.shadowRoot;
    const text = root?.querySelector('.prompt .text')?.textContent;
    return root?.querySelector('.step')?.textContent !== '' && text !== before;
  }, before);
  expect(await prompt.textContent()).not.toBe(before);
  expect(await focused()).toBe('skip');
  expect(await page.evaluate(() => globalThis.tried)).toEqual([]);
});

test('never flashes where motion is to be reduced, and asks for movements', async () => {
  await using opened = await openPhoto();
  const { page } = opened;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await begin(page, { liveness: 'flash' });
  await page
    .locator('.step')
    .getByText(/^1 of [34]$/)
    .waitFor();
  expect(await page.locator('.note').textContent()).toMatch(/^Without flashing light/);
  expect(await page.locator('dialog').count()).toBe(0);
});

test('flashes with the real engine, and Escape asks for movements instead', async () => {
  await using opened = await openPhoto();
  const { page } = opened;
  await begin(page, { liveness: 'flash' });
  await page.getByRole('button', { name: 'Continue with light' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page
    .locator('.step')
    .getByText(/^1 of [34]$/)
    .waitFor();
});

/** What the element says in each language at the state that is waited for. */
const STATES = {
  en: { light: 'Continue with light', passive: 'Check me without movements', without: /^Without flashing/ },
  'zh-CN': { light: '继续使用闪光', passive: '不做动作，直接检查', without: /^不使用闪光/ },
} as const;

test.each(['en', 'zh-CN'] as const)('in %s axe finds nothing in any way of checking', async (lang) => {
  await using opened = await openPhoto();
  const { page } = opened;
  const words = STATES[lang];
  await begin(page, { liveness: 'flash', lang });
  await page.getByRole('button', { name: words.light }).waitFor();
  expect(await violations(page), 'warning').toEqual([]);
  await begin(page, { liveness: 'actions', 'allow-passive': '', lang });
  await page.getByRole('button', { name: words.passive }).waitFor();
  expect(await violations(page), 'actions').toEqual([]);
  await page.getByRole('button', { name: words.passive }).click();
  await page.locator('.prompt .text').waitFor();
  expect(await violations(page), 'look').toEqual([]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await begin(page, { liveness: 'both', lang });
  await page.locator('.note').getByText(words.without).waitFor();
  expect(await violations(page), 'without light').toEqual([]);
});

test('loads what conducts sessions only where one is asked for', async () => {
  await using opened = await openPhoto();
  const { page } = opened;
  await begin(page, {});
  await page.getByText('Done').waitFor();
  expect(await chunks(page)).toEqual([]);
  await begin(page, { liveness: 'actions' });
  await page.locator('.prompt').waitFor();
  expect(await chunks(page)).toContain('conductor');
});
