import { resolve } from 'node:path';
import type { Page } from 'playwright-core';

/** Portraits and group photos that the build has put beside the demo. */
const SAMPLES = resolve(import.meta.dirname, '../../demo/dist/samples');
const portrait = (id: string) => resolve(SAMPLES, `portraits/${id}.jpg`);

/** Pages that no navigation names. */
const BEYOND = ['start', 'kiosk'];
/** Of pages that need more than their name. */
const ADDRESSES: Readonly<Record<string, string>> = { kiosk: 'kiosk?group=people' };

/** What gives a page something to show. */
const SHOWING: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async verify(page) {
    await choosePhoto(page, portrait('ann-2'));
    await page.locator('.verdict-bar').waitFor();
  },
  async identify(page) {
    await choosePhoto(page, resolve(SAMPLES, 'sample3.jpg'));
    await page.locator('.faces-found').waitFor();
  },
  async kiosk(page) {
    await page.locator('.greeter[data-scene=idle]').waitFor();
    await page.waitForFunction(
      () => document.querySelector('mien-capture')?.shadowRoot?.querySelector('video')?.videoWidth,
    );
  },
  async explore(page) {
    await choosePhoto(page, portrait('ann-1'));
    await choosePhoto(page, portrait('ann-2'), 1);
    await page.locator('#compare-message.yes, #compare-message.no, #compare-message.unsure').waitFor();
  },
};

/** The pages that the navigation names, wherever the screen has room for them, and those beyond. */
export async function pagesOf(page: Page): Promise<string[]> {
  const addresses = await page
    .locator('nav a[href^="#/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return [...BEYOND, ...new Set(addresses.map((address) => address.slice('#/'.length)))];
}

/** Two people, from a portrait each. */
export async function furnish(page: Page, address: string): Promise<void> {
  await openPage(page, address, 'people');
  for (const [name, id] of [
    ['Ann', 'ann-1'],
    ['Bea', 'bea-1'],
  ] as const) {
    await page.locator('#enrol-name').fill(name);
    await page.locator('section:has(#enrol-name) input[type=file]').first().setInputFiles(portrait(id));
    await page.locator('.person').filter({ hasText: name }).waitFor();
  }
}

/** Opened anew, with the engine started and everything there that a visitor would soon see. */
export async function openPage(page: Page, address: string, name: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${address}#/${ADDRESSES[name] ?? name}`);
  await page.locator('main[data-engine=ready] :is(.lead, .greeter)').first().waitFor();
  await SHOWING[name]?.(page);
  // Pictures and fonts, and what a page writes once it knows.
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode()));
  });
}

/** Into the page's control for photos, its first unless told otherwise. */
async function choosePhoto(page: Page, photo: string, which = 0): Promise<void> {
  await page.locator('main fieldset.source input[type=file]').nth(which).setInputFiles(photo);
}
