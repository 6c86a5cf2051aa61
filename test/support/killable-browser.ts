import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { PAGE_HELPER } from '../../tools/browser/engine-page';
import { type BrowserName, findBrowser } from '../../tools/browser/find-browser.mjs';

/** A profile on the disk whose browser can be killed and started again. */
export class KillableBrowser implements Disposable {
  readonly #name: BrowserName;
  readonly #profile = mkdtempSync(join(tmpdir(), 'mien-profile-'));
  #browser: Browser | undefined;

  constructor(name: BrowserName) {
    this.#name = name;
  }

  /** Starts the browser and opens the page. */
  async start(address: string): Promise<Page> {
    const executablePath = findBrowser(this.#name);
    if (executablePath === undefined) throw new Error(`no ${this.#name} found: run \`npm run setup\``);
    const browser = await puppeteer.launch({
      browser: this.#name === 'firefox' ? 'firefox' : 'chrome',
      executablePath,
      userDataDir: this.#profile,
      args:
        this.#name === 'firefox' ? [] : ['--no-sandbox', '--disable-background-networking', '--no-first-run'],
    });
    this.#browser = browser;
    return this.open(address);
  }

  /** Opens the page in one more tab. */
  async open(address: string): Promise<Page> {
    if (this.#browser === undefined) throw new Error('the browser has not been started');
    const page = await this.#browser.newPage();
    await page.evaluateOnNewDocument(PAGE_HELPER);
    await page.goto(address);
    return page;
  }

  /** SIGKILL for the browser and all its processes: nobody gets to write anything any more. */
  async kill(): Promise<void> {
    const process_ = this.#browser?.process();
    if (!process_?.pid || process_.exitCode !== null) return;
    const ended = new Promise((resolve) => process_.once('exit', resolve));
    try {
      process.kill(-process_.pid, 'SIGKILL'); // it leads a group of its own
    } catch {
      process_.kill('SIGKILL');
    }
    await ended;
    this.#browser = undefined;
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    this.#browser = undefined;
  }

  [Symbol.dispose](): void {
    this.#browser?.process()?.kill('SIGKILL');
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
