import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { DEMO_HEADERS, launchBrowser, serve } from '../browser';
import { ensureBuilt } from '../build';
import { contactSheet, type Shot } from './contact-sheet';
import { furnish, openPage, pagesOf } from './demo-pages';

const USAGE = `npm run mien -- screenshots [-- <page> …]

Takes a picture of every page of the demo for each of phone, tablet and desktop, in light and dark, in English and Chinese, once people
are enrolled and each page has something to show, and puts all pictures of a page onto one contact sheet. Chinese takes a font that has
it, such as fonts-noto-cjk.

  <page>         only these: start, verify, people, …
  --out <dir>    where to (default report/screenshots); emptied before
  --language <l> en or zh alone`;

const ROOT = resolve(import.meta.dirname, '../..');

const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  tablet: { viewport: { width: 820, height: 1180 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 } },
} as const satisfies Record<string, BrowserContextOptions>;

const COLOURS = ['light', 'dark'] as const;

const LOCALES = { en: 'en-US', zh: 'zh-CN' } as const;

type Language = keyof typeof LOCALES;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string', default: 'report/screenshots' },
      language: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const languages = languagesOf(values.language);
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  const out = resolve(ROOT, values.out);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await using server = await serve({
    folders: { '/': resolve(ROOT, 'demo/dist') },
    headers: DEMO_HEADERS,
  });
  // Chromium's own moving picture: the kiosk asks for a camera as it opens.
  const browser = await launchBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
  ]);
  try {
    const shots: Shot[] = [];
    for (const language of languages) {
      for (const [device, options] of Object.entries(DEVICES)) {
        const locale = LOCALES[language];
        const page = await openDemo(browser, server.address, { ...options, locale });
        for (const name of await pagesOf(page)) {
          if (positionals.length > 0 && !positionals.includes(name)) continue;
          await openPage(page, server.address, name);
          for (const colour of COLOURS) {
            const path = join(out, `${name}-${device}-${colour}-${language}.png`);
            await page.emulateMedia({ colorScheme: colour, reducedMotion: 'reduce' });
            await pictureOfAll(page, path, options.viewport);
            shots.push({ page: name, how: `${device}, ${colour}, ${language}`, path });
          }
        }
        await page.context().close();
      }
    }
    const sheets = await contactSheet(browser, shots, out);
    console.log(`${shots.length} pictures and ${sheets} contact sheets in ${out}`);
    return shots.length > 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}

/** On a screen as high as the page, so that what stands at the screen's edge stands at the page's. */
async function pictureOfAll(
  page: Page,
  path: string,
  screen: { width: number; height: number },
): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: screen.width, height: Math.max(screen.height, height) });
  // What is fixed to the screen is painted anew a frame later.
  await page.evaluate(
    () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
  );
  await page.screenshot({ path });
  await page.setViewportSize(screen);
}

function languagesOf(wanted: string | undefined): readonly Language[] {
  if (wanted === undefined) return ['en', 'zh'];
  if (wanted !== 'en' && wanted !== 'zh') throw new Error(`no language "${wanted}": en or zh`);
  return [wanted];
}

/** A new profile with people enrolled. */
async function openDemo(browser: Browser, address: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(address);
  await furnish(page, address);
  return page;
}
