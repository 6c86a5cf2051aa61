import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type * as Http from '../../src/http';
import { HEADERS, type RunningServer, serve } from '../../tools/browser';

const ROOT = resolve(import.meta.dirname, '../..');

declare global {
  /** The built package's entry `mien/http`, in pages of `openBridgeSite`. */
  var v1: typeof Http;
  /** What a host's old code does, by either way; answers and failures alike come back as plain values. */
  var call: (url: string, how?: CallInit & { readonly via?: 'fetch' | 'xhr' }) => Promise<Outcome>;
  /** What this page's handler was given, from the page's start on. */
  var handled: { readonly url: string; readonly authorization: string | null; readonly bytes: number[] }[];
}

interface CallInit {
  readonly method?: string;
  readonly body?: XMLHttpRequestBodyInit;
  readonly headers?: Readonly<Record<string, string>>;
  /** false: only for XMLHttpRequest. */
  readonly async?: boolean;
}

interface Outcome {
  readonly status?: number;
  readonly body?: { readonly data: Record<string, unknown>; readonly code: number; readonly message: string };
  /** Name of the exception or of the event that ended the call. */
  readonly error?: string;
}

/** A site with the built package, and service workers at its root. */
export async function openBridgeSite(connectSources: string): Promise<RunningServer> {
  return serve({
    folders: {
      '/': resolve(ROOT, 'demo/dist'),
      '/dist/': resolve(ROOT, 'dist'),
      '/mien/': resolve(ROOT, 'dist/assets'),
    },
    pages: {
      '/v1.sw.js': readFileSync(resolve(ROOT, 'dist/assets/v1.sw.js'), 'utf8'),
      '/bare.sw.js': '// a service worker that knows nothing of the bridge',
      '/bridge.html': `<!doctype html><title>bridge</title><link rel="icon" href="data:,">
        <script type="module" src="/boot.js"></script>`,
      '/upgraded.html': `<!doctype html><title>upgraded</title><link rel="icon" href="data:,">
        <meta http-equiv="Content-Security-Policy" content="upgrade-insecure-requests">`,
      '/boot.js': `import * as mien from '/dist/index.js'; import * as v1 from '/dist/http.js';
        Object.assign(globalThis, { mien, v1 });`,
    },
    headers: {
      ...HEADERS,
      'Content-Security-Policy': HEADERS['Content-Security-Policy'].replace(
        "connect-src 'self'",
        `connect-src 'self' ${connectSources}`,
      ),
    },
  });
}

/** A fresh profile, whose pages know `call` and `handled` from their start. */
export async function openProfile(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext();
  // The runner's compiler wraps named functions in this helper, also those that `evaluate` sends to the page.
  await context.addInitScript('globalThis.__name = (named) => named');
  await context.addInitScript(defineCall);
  await context.addInitScript(defineHandled);
  return context;
}

export async function openPage(context: BrowserContext, site: RunningServer): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site.address}bridge.html`);
  await loaded(page);
  return page;
}

/** Also after a reload. */
export async function loaded(page: Page): Promise<void> {
  await page.waitForFunction(() => globalThis.v1 !== undefined);
}

/** The bridge makes a Request for the handler of what came over; that is the place to look at it. */
function defineHandled(): void {
  globalThis.handled = [];
  globalThis.Request = class extends Request {
    constructor(input: RequestInfo | URL, init: RequestInit = {}) {
      super(input, init);
      const bytes = init.body instanceof ArrayBuffer ? [...new Uint8Array(init.body)] : [];
      handled.push({ url: this.url, authorization: this.headers.get('authorization'), bytes });
    }
  };
}

function defineCall(): void {
  const parse = (text: string) => (text ? JSON.parse(text) : undefined);

  globalThis.call = (url, { via = 'fetch', method = 'POST', body, headers = {}, async = true } = {}) => {
    if (via === 'fetch') {
      return fetch(url, { method, headers, ...(body === undefined ? {} : { body }) }).then(
        async (response) => ({ status: response.status, body: parse(await response.text()) }),
        (error) => ({ error: error.name }),
      );
    }
    return new Promise((done) => {
      const xhr = new XMLHttpRequest();
      xhr.open(method, url, async);
      for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
      xhr.onload = () => done({ status: xhr.status, body: parse(xhr.responseText) });
      for (const name of ['error', 'abort', 'timeout'] as const)
        xhr[`on${name}`] = () => done({ error: name });
      try {
        xhr.send(body ?? null);
      } catch (error) {
        done({ error: (error as DOMException).name });
      }
    });
  };
}
