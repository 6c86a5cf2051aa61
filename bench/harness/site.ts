import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { HEADERS, openTab, type RunningServer, serve, type Tab, type TabOptions } from '../../tools/browser';
import { ensureBuilt, isFresh } from '../../tools/build';
import { photoSite } from './photo-site';

const ROOT = resolve(import.meta.dirname, '../..');
const PACKAGES = resolve(ROOT, 'node_modules');

/** What peers load besides their code. */
const PEER_FOLDERS = {
  '/peers/human/': resolve(PACKAGES, '@vladmandic/human/models'),
  '/peers/face-api/': resolve(PACKAGES, '@vladmandic/face-api/model'),
  '/peers/tfjs-wasm/': resolve(PACKAGES, '@tensorflow/tfjs-backend-wasm/dist'),
};

/**
 * Isolated, as for the engine's tests; without a content policy, since peers and frames want their own. Files may be kept, as hosts let
 * browsers keep what belongs to a release: on a second visit nobody is asked.
 */
const BENCH_HEADERS = {
  ...HEADERS,
  'Content-Security-Policy': '',
  'Cache-Control': 'public, max-age=86400',
};

const BUILT = '.cache/bench';

const BUILD = {
  stamp: `${BUILT}/.built`,
  sources: [
    'src',
    'bench',
    'tools/quantiles',
    'tools/random',
    'tools/tables',
    'package-lock.json',
    'vite.config.ts',
  ],
  results: [`${BUILT}/index.html`],
};

/** Builds the benchmarks' page unless it is there; returns the folder it is in. */
async function buildBenchPage(): Promise<string> {
  if (!isFresh(BUILD)) {
    const { build } = await import('vite');
    await build({ mode: 'bench', configFile: resolve(ROOT, 'vite.config.ts'), logLevel: 'error' });
    writeFileSync(resolve(ROOT, BUILD.stamp), '');
  }
  return resolve(ROOT, BUILT);
}

/** Builds package and page where sources have changed; what a server needs to serve it, and all that it and its peers load. */
export async function benchSite() {
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  return {
    headers: BENCH_HEADERS,
    folders: {
      '/bench/': await buildBenchPage(),
      '/mien/': resolve(ROOT, 'dist/assets'),
      ...PEER_FOLDERS,
      ...photoSite(undefined, 0).folders,
    },
  };
}

/** Serves it. */
export async function serveBench(
  hears: Pick<Parameters<typeof serve>[0], 'log' | 'posts'> = {},
): Promise<RunningServer> {
  return serve({ ...(await benchSite()), ...hears });
}

/** Builds the page and opens it in a headless browser. */
export async function openBenchTab(browser: string, options: TabOptions = {}): Promise<Tab> {
  if (browser !== 'chromium' && browser !== 'firefox')
    throw new Error(`no browser "${browser}": chromium or firefox`);
  const site = await benchSite();
  const folders = { ...site.folders, ...options.folders };
  return openTab(browser, { ...site, ...options, folders, path: 'bench/index.html' });
}
