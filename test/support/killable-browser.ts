import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type BrowserName, findBrowser, PAGE_HELPER, PATIENCE_MS } from '../../tools/browser';

/** What was killed is gone in milliseconds, unless the machine has no time for it. */
const KILL_PATIENCE_MS = 10_000;

/** A profile on the disk whose browser can be killed and started again. */
export class KillableBrowser implements AsyncDisposable {
  readonly #name: BrowserName;
  readonly #profile = mkdtempSync(join(tmpdir(), 'mien-profile-'));
  #browser: Browser | undefined;
  #kept = false;

  constructor(name: BrowserName) {
    this.#name = name;
  }

  /** Starts the browser and opens the page. */
  async start(address: string): Promise<Page> {
    const executablePath = findBrowser(this.#name);
    if (executablePath === undefined)
      throw new Error(`no ${this.#name} found: run \`npm run mien -- setup\``);
    const browser = await puppeteer.launch({
      browser: this.#name === 'firefox' ? 'firefox' : 'chrome',
      executablePath,
      timeout: PATIENCE_MS,
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
    page.setDefaultTimeout(PATIENCE_MS);
    await page.evaluateOnNewDocument(PAGE_HELPER);
    await page.goto(address);
    return page;
  }

  /** SIGKILL for the browser and all its processes, and waits until none is left to write anything any more. */
  async kill(): Promise<void> {
    const leader = this.#browser?.process();
    this.#browser = undefined;
    if (leader?.pid === undefined) return;
    const began = performance.now();
    while (signalGroup(leader.pid)) {
      if (performance.now() - began > KILL_PATIENCE_MS) throw new Error('the browser does not die');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    this.#browser = undefined;
  }

  /**
   * Did Chromium take its database files for corrupt, and begin anew? It appends to a log that a kill cut off in the middle of
   * a record, and cannot read that one any more after the next start. True at the very first start, too.
   */
  lostDatabases(): boolean {
    if (this.#name !== 'chromium') return false;
    const folder = join(this.#profile, 'Default/IndexedDB');
    return readdirSync(folder)
      .filter((name) => name.endsWith('.leveldb'))
      .some((name) => readFileSync(join(folder, name, 'LOG'), 'utf8').includes('since it was missing'));
  }

  /** Leaves the profile where it is, for a look at what went wrong. */
  keepProfile(): string {
    this.#kept = true;
    return this.#profile;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    if (!this.#kept) rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** The browser leads a process group of its own. False once nobody of it is left. */
function signalGroup(leader: number): boolean {
  try {
    return process.kill(-leader, 'SIGKILL');
  } catch {
    return false;
  }
}
