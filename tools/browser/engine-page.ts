import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type * as Mien from '../../src';
import type * as MienHttp from '../../src/http';
import type * as MienFleet from '../../src/member';
import { launchBrowser, launchProfile } from './launch';
import { type RunningServer, serve } from './serve';

const DIST = resolve(import.meta.dirname, '../../dist');

/** A bare page with the built package as `globalThis.mien`; the input hands over files from the disk. */
const PAGES = {
  '/': `<!doctype html><title>mien</title><link rel="icon" href="data:,">
    <script type="module" src="/boot.js"></script><input type="file" id="files" multiple>`,
  '/boot.js': `import * as mien from '/dist/index.js';
    import * as mienHttp from '/dist/http.js';
    import * as mienFleet from '/dist/fleet.js';
    Object.assign(globalThis, { mien, mienHttp, mienFleet });`,
};

declare global {
  /** The built package, in pages that `openEnginePage` opened. */
  var mien: typeof Mien;
  var mienHttp: typeof MienHttp;
  var mienFleet: typeof MienFleet;
}

export interface EnginePage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly browser: Browser;
  readonly address: string;
}

interface SiteOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly folders?: Readonly<Record<string, string>>;
  readonly pages?: Readonly<Record<string, string>>;
  /** Holds the answer for a path back until the promise resolves. */
  readonly hold?: (path: string) => Promise<unknown> | undefined;
  /** Page to open; the bare one when absent. */
  readonly path?: string;
  /** Hears every path that the server is asked for, by whichever worker. */
  readonly log?: (path: string) => void;
  /** Hears every path that there is nothing at. */
  readonly onMissing?: (path: string) => void;
}

/** Serves that page, the built package under `/dist/`, its assets under `/mien/`. */
export function servePackage(options: SiteOptions): Promise<RunningServer> {
  return serve({
    folders: { '/dist/': DIST, '/mien/': resolve(DIST, 'assets'), ...options.folders },
    pages: { ...PAGES, ...options.pages },
    ...(options.headers ? { headers: options.headers } : {}),
    ...(options.log ? { log: options.log } : {}),
    ...(options.onMissing ? { onMissing: options.onMissing } : {}),
    ...(options.hold ? { hold: options.hold } : {}),
  });
}

/** The runner's compiler wraps named functions in this helper, also those that `evaluate` sends to the page. */
export const PAGE_HELPER = 'globalThis.__name = (named) => named';

/** Opens a page of the built package (`/dist/index.js`, assets under `/mien/`) in a headless Chromium. */
export async function openEnginePage(
  options: SiteOptions & { readonly browserArgs?: readonly string[] } = {},
): Promise<EnginePage> {
  const server = await servePackage(options);
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server[Symbol.asyncDispose]();
  };
  try {
    browser = await launchBrowser(options.browserArgs);
    const context = await browser.newContext();
    const page = await openPage(context, server.address + (options.path ?? ''));
    return { page, context, browser, address: server.address, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As `openEnginePage`, with a profile on the disk, which goes with it: Chromium stores in another way there than in memory. */
export async function openStoredPage(options: SiteOptions = {}): Promise<Omit<EnginePage, 'browser'>> {
  const server = await servePackage(options);
  const folder = mkdtempSync(join(tmpdir(), 'mien-profile-'));
  let context: BrowserContext | undefined;
  const close = async () => {
    await context?.close();
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    context = await launchProfile(folder);
    const page = await openPage(context, server.address + (options.path ?? ''));
    return { page, context, address: server.address, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(PAGE_HELPER);
  await page.goto(address);
  return page;
}
