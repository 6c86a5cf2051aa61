import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser/engine-page';
import { openEngineTab } from '../support/engine-tab';
import { rerouted } from '../support/reroute';

/** What a server of a single-page application sends for whatever it does not have. */
const APP = '<!doctype html><title>app</title><div id="app"></div>';
const ISOLATED = { 'Cross-Origin-Embedder-Policy': 'require-corp' };

let tab: EnginePage;
/** Paths that a start asks for, on one thread and, since onnxruntime comes then, on two. */
const asked = { 1: new Set<string>(), 2: new Set<string>() };

const FAULTS = {
  'is not there': (route: Route) =>
    route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' }),
  'is a page instead': (route: Route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', headers: ISOLATED, body: APP }),
  'is cut off': async (route: Route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, body.length >> 1) });
  },
  'is sent as text': async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'text/plain' } });
  },
  'does not come': (route: Route) => route.abort(),
} as const;

/** What the message says of it. */
const SAID: Readonly<Record<keyof typeof FAULTS, RegExp>> = {
  'is not there': /HTTP status 404/,
  'is a page instead': /an HTML page \(status 200, text\/html/,
  'is cut off': /cut off|ended after \d+ of \d+ bytes|no model manifest|not a list of mien’s assets/,
  'is sent as text': /is served as "text\/plain"/,
  'does not come': /could not be fetched/,
};

beforeAll(async () => {
  // Nothing is routed to a worker that pages share.
  tab = await openEngineTab({ startEngine: false, engine: { keepWarm: false } });
  for (const threads of [1, 2] as const) {
    const note = (request: { url(): string }) => asked[threads].add(new URL(request.url()).pathname);
    tab.context.on('request', note);
    await tab.page.evaluate(async (count) => (await start({ threads: count })).close(), threads);
    tab.context.off('request', note);
  }
});

afterAll(() => tab[Symbol.asyncDispose]());

/** Starts an engine; its error's code, message and data, or null. */
const startWith = (options: { threads?: number } & Record<string, unknown>) =>
  tab.page.evaluate(async (given) => {
    try {
      await (await start(given)).close();
      return null;
    } catch (error) {
      const { code, message, data } = error as import('../../src').FaceError;
      return { code, message, data };
    }
  }, options);

async function startWithout(path: string, fault: keyof typeof FAULTS) {
  const threads = asked[1].has(path) ? 1 : 2;
  return await rerouted(tab.context, `**${path}`, FAULTS[fault], () => startWith({ threads }));
}

it('knows what a start asks for', () => {
  const paths = [...new Set([...asked[1], ...asked[2]])];
  for (const part of [
    /vision\.worker/,
    /gallery\.worker/,
    /chunks\/.*\.js/,
    /manifest/,
    /\.onnx/,
    /\.bin/,
    /\.wasm/,
    /\.mjs/,
  ])
    expect(paths).toContainEqual(expect.stringMatching(part));
});

it.each(Object.keys(FAULTS) as (keyof typeof FAULTS)[])(
  'where a file of the assets %s, the error names it and says what came',
  async (fault) => {
    const found: string[] = [];
    for (const path of new Set([...asked[1], ...asked[2]])) {
      const failed = await startWithout(path, fault);
      // Bytes count, not what a server calls them; only of scripts do browsers want the type.
      if (fault === 'is sent as text' && !/\.m?js$/.test(path)) {
        expect({ path, failed }).toEqual({ path, failed: null });
        continue;
      }
      expect(failed, `${path} ${fault}`).toMatchObject({
        code: 213,
        message: expect.stringMatching(SAID[fault]),
        data: { kind: 'assets', url: new URL(path, tab.address).href },
      });
      expect(failed?.message).toContain(path);
      found.push(path);
    }
    expect(found.length).toBeGreaterThan(5);
    expect(await startWith({})).toBeNull();
  },
);

it('says which header an isolated page’s worker lacks, and that a policy may forbid workers', async () => {
  const worker = '**/mien/gallery.worker.js';
  const withoutHeader = async (route: Route) => {
    const response = await route.fetch();
    const { 'cross-origin-embedder-policy': _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  };
  const failed = await rerouted(tab.context, worker, withoutHeader, () => startWith({}));
  expect(failed).toMatchObject({
    code: 213,
    message: expect.stringMatching(
      /gallery\.worker\.js comes without the header Cross-Origin-Embedder-Policy/,
    ),
  });
  const strict = await tab.context.newPage();
  await strict.route(tab.address, async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': policy = '', ...headers } = response.headers();
    const changed = policy.replace("worker-src 'self'", "worker-src 'none'");
    await route.fulfill({ response, headers: { ...headers, 'content-security-policy': changed } });
  });
  await strict.goto(tab.address);
  const forbidden = await strict.evaluate(async () => {
    try {
      await mien.createEngine({ assets: '/mien/', appid: 'strict', keepWarm: false });
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  });
  await strict.close();
  expect(forbidden).toMatch(
    /worker\.js is there: does the page’s Content-Security-Policy allow it \(worker-src\)/,
  );
});

it('what is wrong with the options is said before anything is loaded', async () => {
  const loaded: string[] = [];
  const note = (request: { url(): string }) => loaded.push(request.url());
  tab.context.on('request', note);
  const failures = await tab.page.evaluate(async () => {
    const given = [
      undefined,
      {},
      { appid: 'a' },
      { appid: 'a', assets: '' },
      { appid: 'a', assets: 'http://[' },
      { assets: '/mien/' },
      { assets: '/mien/', appid: 'with space' },
      { assets: '/mien/', appid: 'a'.repeat(65) },
    ];
    const failed = [];
    for (const options of given)
      failed.push(await failure(mien.createEngine(options as unknown as import('../../src').EngineOptions)));
    return failed.map((error) => [error?.code, error?.message]);
  });
  tab.context.off('request', note);
  const missing = [213, expect.stringContaining('`assets` is missing')];
  expect(failures).toEqual([
    missing,
    missing,
    missing,
    missing,
    [213, expect.stringContaining('is not a URL')],
    [-1301, expect.stringContaining('appid is empty')],
    [-1313, expect.stringContaining('appid may contain')],
    [-1304, expect.stringContaining('appid is longer')],
  ]);
  expect(loaded).toEqual([]);
});
