import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { launchBrowser, serve } from '../../tools/browser';
import { packagePhoto } from '../support/data';

const root = resolve(import.meta.dirname, '../..');

/** The README's page, as it stands there. */
function quickStart(): string {
  const page = /```html\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1];
  if (page === undefined) throw new Error('the README has no page');
  return page;
}

it('the quick start of the README runs as it stands', async () => {
  await using server = await serve({
    folders: { '/node_modules/mien/dist/': join(root, 'dist') },
    pages: { '/': quickStart() },
    // What a plain file server sends.
    headers: {},
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const says = (text: string | RegExp) => page.locator('output').filter({ hasText: text }).waitFor();
    await page.goto(server.address);
    await says('Ready');
    await page.getByLabel('Photos of Ann').setInputFiles(packagePhoto(3));
    await says('Now I know Ann.');
    await page.getByLabel('Is this Ann, too?').setInputFiles(packagePhoto(3));
    await says(/^It is Ann: confidence \d/);
    await page.getByLabel('Is this Ann, too?').setInputFiles(packagePhoto(1));
    await says(/^It is not Ann: confidence \d/);
    await page.getByLabel('Photos of Ann').setInputFiles(packagePhoto(1));
    await says('already exists');
    expect(page.url()).toBe(server.address);
  } finally {
    await browser.close();
  }
});
