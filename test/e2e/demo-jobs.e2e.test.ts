import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { limit } from '../../tools/host';
import { DEMO, openDemo, useDemo } from '../support/demo';
import { chooseByKey, tabTo } from '../support/keyboard';

const site = useDemo();

const portrait = (id: string) => join(DEMO, `samples/portraits/${id}.jpg`);

/** Follows a link of the navigation, and waits for its page. */
async function followByKey(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

test('a whole job by keyboard alone: enrols two, verifies one, erases everything', async () => {
  const { context, page, problems } = await openDemo(site.browser, site.address);
  // Wherever something is to be clicked after all, this notices.
  await page.evaluate(() => {
    addEventListener('pointerdown', () => {
      throw new Error('a pointer was used');
    });
  });
  await followByKey(page, 'People');
  for (const [name, id] of [
    ['Ann', 'ann-1'],
    ['Bea', 'bea-1'],
  ] as const) {
    await tabTo(page, 'Name');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(name);
    await chooseByKey(page, 'Photos of the person: Choose photos', portrait(id));
    await page.locator('#enrol-message').getByText(`${name}: 1 photo added.`).waitFor();
  }
  await followByKey(page, 'Verify');
  await tabTo(page, 'Person');
  await page.keyboard.press('B');
  await chooseByKey(page, 'The photo: Choose a photo', portrait('bea-2'));
  await page.locator('#verdict').getByText('Yes, this is Bea.').waitFor();
  await followByKey(page, 'Your data');
  await tabTo(page, 'Type the word “delete” to confirm');
  await page.keyboard.type('delete');
  await page.keyboard.press('Enter');
  await page.locator('#keeping-message').getByText('Everything was deleted.').waitFor();
  await followByKey(page, 'People');
  await page.getByText('Nobody is enrolled yet.').waitFor();
  expect(problems).toEqual([]);
  await context.close();
});

test('a whole job by what a screen reader is told: enrols two, verifies one, erases everything', async () => {
  const { context, page, problems } = await openDemo(site.browser, site.address);
  const tree = () => page.getByRole('main').ariaSnapshot();
  /** Until the tree says it. */
  const told = (line: string) => expect.poll(tree, { timeout: limit(60_000) }).toContain(line);
  const follow = async (name: string) => {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
    await told(`heading "${name}" [level=1]`);
  };
  await told('heading "Your device knows your face, and keeps it to itself." [level=1]');
  await follow('People');
  for (const [name, id] of [
    ['Ann', 'ann-1'],
    ['Bea', 'bea-1'],
  ] as const) {
    const form = page.getByRole('region', { name: 'Add a person' });
    await form.getByRole('combobox', { name: 'Name' }).fill(name);
    await form
      .getByRole('group', { name: 'Photos of the person' })
      .getByRole('button', { name: 'Photos of the person: Choose photos' })
      .setInputFiles(portrait(id));
    await told(`status: "${name}: 1 photo added.`);
    await told(`button "${name}`);
  }
  await follow('Verify');
  await page.getByRole('combobox', { name: 'Person' }).selectOption('Bea');
  await page.getByRole('button', { name: 'The photo: Choose a photo' }).setInputFiles(portrait('bea-2'));
  await told('status: Yes, this is Bea.');
  await told('img "The photo lies in the part of the bar that means yes"');
  await told('A stranger would pass once in about 3,000 tries.');
  await follow('Your data');
  const end = page.getByRole('region', { name: 'Delete everything' });
  await end.getByRole('textbox', { name: 'Type the word “delete” to confirm' }).fill('delete');
  await end.getByRole('button', { name: 'Delete everything' }).click();
  await told('status: Everything was deleted.');
  await follow('People');
  await told('Nobody is enrolled yet.');
  expect(problems).toEqual([]);
  await context.close();
});

/** Presses of a pointer since the page was opened, each of which a first-time visitor has to find. */
async function counted(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counter = { presses: 0 };
    Object.assign(globalThis, { counter });
    addEventListener('pointerdown', () => (counter.presses += 1), { capture: true });
  });
  return () =>
    page.evaluate(() => (globalThis as unknown as { counter: { presses: number } }).counter.presses);
}

/** A press on what opens the system's own dialog for files; what is pressed there is not the page's. */
async function choose(page: Page, name: string, file: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByLabel(name, { exact: true }).click(),
  ]);
  await chooser.setFiles(file);
}

// docs/guide/demo.md has these numbers in a table.
describe('first-time tasks, from the first page on, in at most 4 clicks', () => {
  const go = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click();
  const type = async (page: Page, label: string, text: string, nth = 0) => {
    await page.getByLabel(label, { exact: true }).nth(nth).click();
    await page.keyboard.type(text);
  };
  const enrol = async (page: Page) => {
    await go(page, 'People');
    await type(page, 'Name', 'Ann');
    await choose(page, 'Photos of the person: Choose photos', portrait('ann-1'));
    await page.getByText('Ann: 1 photo added.').waitFor();
  };
  const verify = async (page: Page) => {
    await go(page, 'Verify');
    await choose(page, 'The photo: Choose a photo', portrait('ann-2'));
    await page.getByText('Yes, this is Ann.').waitFor();
  };
  const identify = async (page: Page) => {
    await go(page, 'Identify');
    await choose(page, 'Choose a photo: Choose a photo', portrait('ann-2'));
    await page.getByText('1 face found, 1 recognised.').waitFor();
  };
  const moved = async (page: Page) => {
    await go(page, 'Your data');
    await type(page, 'Passphrase of the file', 'correct horse battery');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    await choose(page, 'File: Choose a file', await download.path());
    await type(page, 'Passphrase of the file', 'correct horse battery', 1);
    await page.keyboard.press('Enter');
    await page.locator('#import-message').getByText('were imported').waitFor();
  };
  const erase = async (page: Page) => {
    await go(page, 'Your data');
    await type(page, 'Type the word “delete” to confirm', 'delete');
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByText('Everything was deleted.').waitFor();
  };

  test.each([
    ['enrol', enrol, 3],
    ['verify', verify, 2],
    ['identify', identify, 2],
    ['export and import', moved, 4],
    ['erase everything', erase, 3],
  ] as const)('%s', async (_, perform, clicks) => {
    const { context, page, problems } = await openDemo(site.browser, site.address);
    if (perform !== enrol) await enrol(page);
    await page.getByRole('link', { name: 'mien', exact: true }).click();
    await page.getByRole('button', { name: 'Show your face' }).waitFor();
    const presses = await counted(page);
    await perform(page);
    expect(await presses()).toBe(clicks);
    expect(problems).toEqual([]);
    await context.close();
  });
});
