import type { Page as FirefoxPage } from 'puppeteer-core';
import { openEnginePage, PAGE_HELPER, servePackage } from './engine-page';
import type { BrowserName } from './find-browser.mjs';
import { type FirefoxSettings, launchFirefox } from './launch-firefox';
import { PATIENCE_MS } from './patience';

/** The page of `openEnginePage`, in any browser: what two drivers have in common, and comparisons need. */
export interface Tab extends AsyncDisposable {
  readonly name: BrowserName;
  /** "Firefox 153.0", "Chromium 156.0.…". */
  readonly version: string;
  /** Runs in the page; may name nothing but its argument and the page's globals. */
  evaluate<A, R>(work: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  /** Hands files from the disk to `#files`. */
  setFiles(paths: readonly string[]): Promise<void>;
}

export type TabOptions = Omit<NonNullable<Parameters<typeof openEnginePage>[0]>, 'browserArgs'> & {
  /** Chromium's only. */
  readonly browserArgs?: readonly string[];
  /** Firefox's only. */
  readonly settings?: FirefoxSettings;
};

export function openTab(name: BrowserName, options: TabOptions = {}): Promise<Tab> {
  return name === 'chromium' ? openChromium(options) : openFirefox(options);
}

async function openChromium(options: TabOptions): Promise<Tab> {
  const opened = await openEnginePage(options);
  const { page, browser } = opened;
  return {
    name: 'chromium',
    version: `Chromium ${browser.version()}`,
    // Playwright's own type asks for an argument that it can take apart.
    evaluate: (work, argument) => page.evaluate(work as (argument: unknown) => never, argument),
    setFiles: (paths) => page.setInputFiles('#files', [...paths]),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

async function openFirefox(options: TabOptions): Promise<Tab> {
  const server = await servePackage(options);
  const browser = await launchFirefox(options.settings).catch(async (error: unknown) => {
    await server[Symbol.asyncDispose]();
    throw error;
  });
  const close = async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  };
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.evaluateOnNewDocument(PAGE_HELPER);
    await page.goto(server.address + (options.path ?? ''));
    return {
      name: 'firefox',
      version: (await browser.version()).replace('firefox/', 'Firefox '),
      evaluate: (work, argument) => page.evaluate(work as (argument: unknown) => never, argument),
      setFiles: (paths) => setFiles(page, paths),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function setFiles(page: FirefoxPage, paths: readonly string[]): Promise<void> {
  const input = await page.$('input#files');
  if (input === null) throw new Error('the page has no #files');
  await input.uploadFile(...paths);
  await input.dispose();
}
