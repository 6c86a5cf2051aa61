import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { FleetMember, FleetSetting, FleetState } from '../../src/protocol';
import { DEMO_HEADERS, type RunningServer } from '../../tools/browser';
import { limit } from '../../tools/host';
import { type Operation, runOperation } from './gallery-model';
import { type Contents, serveGallery } from './gallery-site';

declare global {
  /** In pages of `serveDevices`; test/fixtures/pages/gallery-device.js has them. */
  var device: { code: string | null; state: FleetState | null };
  var joinDevice: (setting: FleetSetting) => Promise<FleetMember>;
  var followDevice: (setting: FleetSetting) => void;
}

const FAST = { retryMs: 100, heartbeatMs: 300, deviceName: 'a device' };
const SOON = { timeout: limit(60_000) };

/** A site for `GalleryDevice`. */
export function serveDevices(): Promise<RunningServer> {
  const script = resolve(import.meta.dirname, '../fixtures/pages/gallery-device.js');
  return serveGallery({
    headers: DEMO_HEADERS,
    pages: {
      '/device.html': `<!doctype html><title>device</title><link rel="icon" href="data:,">
        <script type="module" src="/gallery.js"></script><script type="module" src="/gallery-device.js"></script>`,
      '/gallery-device.js': readFileSync(script, 'utf8'),
    },
  });
}

/** A browser's worth of a device: a profile of its own, with the built gallery worker and its database. */
export class GalleryDevice {
  readonly #context: BrowserContext;
  readonly #address: string;
  readonly #setting: FleetSetting;
  #page: Page | null = null;

  private constructor(context: BrowserContext, address: string, servers: readonly string[]) {
    this.#context = context;
    this.#address = address;
    this.#setting = { ...FAST, servers };
  }

  /** In no fleet yet. */
  static async open(browser: Browser, address: string, servers: readonly string[]): Promise<GalleryDevice> {
    const made = new GalleryDevice(await browser.newContext(), `${address}device.html`, servers);
    await made.#load();
    return made;
  }

  get isOn(): boolean {
    return this.#page !== null;
  }

  get page(): Page {
    if (this.#page === null) throw new Error('the device is off');
    return this.#page;
  }

  async found(replicas: number): Promise<void> {
    const setting = { ...this.#setting, found: { name: 'Test', replicas } };
    await this.page.evaluate((setting) => joinDevice(setting), setting);
    await this.#follow();
  }

  /** As two people would, by the code. Resolves with the device's id. */
  async join(admin: GalleryDevice): Promise<string> {
    await admin.until('live');
    await admin.page.evaluate(() => gallery.fleetInvite(APPID, {}));
    // The server hears of an invitation a moment later.
    const joining = this.#joinOnceInvited();
    await this.page.waitForFunction(() => device.code, undefined, SOON);
    const code = await this.page.evaluate(() => device.code ?? '');
    await admin.page.evaluate((code) => gallery.fleetConfirm(APPID, code), code);
    const { device: joined } = await joining;
    await this.#follow();
    return joined.id;
  }

  async off(): Promise<void> {
    await this.#page?.close();
    this.#page = null;
  }

  async on(): Promise<void> {
    await this.#load();
    await this.#follow();
  }

  async until(state: FleetState['state']): Promise<void> {
    await this.page.waitForFunction((state) => device.state?.state === state, state, SOON);
  }

  run(operation: Operation): Promise<void> {
    return this.page.evaluate(runOperation, operation);
  }

  contents(): Promise<Contents> {
    return this.page.evaluate(() => contents(gallery));
  }

  async #load(): Promise<void> {
    this.#page = await this.#context.newPage();
    await this.#page.goto(this.#address);
    await this.#page.waitForFunction(() => 'startGallery' in globalThis && 'device' in globalThis);
    await this.#page.evaluate(() => {
      globalThis.gallery = startGallery().gallery;
    });
  }

  async #joinOnceInvited(): Promise<FleetMember> {
    for (let time = 0; ; time++) {
      const joined = await this.page.evaluate(
        (setting) => joinDevice(setting).catch(({ data }) => String(data.fleet)),
        this.#setting,
      );
      if (typeof joined !== 'string') return joined;
      if (joined !== 'no_invitation' || time === 20) throw new Error(joined);
    }
  }

  async #follow(): Promise<void> {
    await this.page.evaluate((setting) => followDevice(setting), this.#setting);
  }
}
