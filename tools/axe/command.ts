import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser, serve } from '../browser';
import { ensureBuilt } from '../build';
import { ensureSite } from '../docs';
import { flawsOf } from './flaws';

const USAGE = `npm run mien -- axe [-- <part of a path> …]

Has axe look at every page of the documentation site, in light and dark colours, on a wide and on a narrow screen, and lists what it
finds, and pages that are wider than the screen. Builds the site when a page has changed. Exit status 1 when anything is found.

  <part of a path>   only pages whose path contains one of these, such as zh/guide`;

const SITE = resolve(import.meta.dirname, '../../.cache/site');
const COLOURS = ['light', 'dark'] as const;
/** Wide, with both side columns; narrow, with neither. */
const WIDTHS = [1280, 375] as const;
/** Pages that are open at once. */
const TABS = 2;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const log = (line: string) => console.error(`[build] ${line}`);
  await ensureBuilt(log);
  await ensureSite(log);
  const { files } = JSON.parse(readFileSync(join(SITE, 'files.json'), 'utf8')) as { files: string[] };
  const pages = files.filter(
    (file) =>
      file.endsWith('.html') && (positionals.length === 0 || positionals.some((part) => file.includes(part))),
  );
  await using server = await serve({ folders: { '/': SITE } });
  const browser = await launchBrowser();
  try {
    const queue = pages.values();
    const found = await Promise.all(Array.from({ length: TABS }, () => look(browser, server.address, queue)));
    const flaws = found.flat();
    for (const flaw of flaws) console.log(flaw);
    const looks = pages.length * COLOURS.length * WIDTHS.length;
    console.log(`${pages.length} pages, ${looks} looks, ${flaws.length} findings`);
    return flaws.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}

/** Takes pages from the queue until it is empty. */
async function look(browser: Browser, address: string, queue: Iterator<string> & Iterable<string>) {
  // The site's policy allows no script that is put in from outside, which axe is. Without motion, no colour is on its way to another.
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const flaws: string[] = [];
  for (const path of queue) {
    await page.goto(address + path);
    await page.locator('main h1').waitFor();
    for (const colorScheme of COLOURS) {
      await page.emulateMedia({ colorScheme });
      await page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 844 });
        // In the dark nothing but colours is different.
        const found = await flawsOf(page, colorScheme === 'dark');
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wider > 0) found.push(`reflow: ${wider} px wider than the screen`);
        for (const flaw of found) flaws.push(`${path}, ${colorScheme}, ${width} px: ${flaw}`);
      }
    }
  }
  await context.close();
  return flaws;
}
