import { resolve } from 'node:path';
import { build } from 'vite';
import { openTab, type Tab, type TabOptions } from '../tools/browser/tab';

const ROOT = resolve(import.meta.dirname, '..');

/** Builds the benchmarks' page; returns the folder it is in. */
export async function buildBenchPage(): Promise<string> {
  await build({ mode: 'bench', configFile: resolve(ROOT, 'vite.config.ts'), logLevel: 'error' });
  return resolve(ROOT, '.cache/bench');
}

/** Builds the page and opens it in a headless browser. */
export async function openBenchTab(browser: string, options: TabOptions = {}): Promise<Tab> {
  if (browser !== 'chromium' && browser !== 'firefox')
    throw new Error(`no browser "${browser}": chromium or firefox`);
  const folders = { '/bench/': await buildBenchPage(), ...options.folders };
  return openTab(browser, { ...options, folders, path: 'bench/index.html' });
}
