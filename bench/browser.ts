import { resolve } from 'node:path';
import { build } from 'vite';
import { openTab, type Tab, type TabOptions } from '../tools/browser/tab';

const ROOT = resolve(import.meta.dirname, '..');

/** Builds the benchmarks' page and opens it in a headless browser. */
export async function openBenchTab(browser: string, options: TabOptions = {}): Promise<Tab> {
  if (browser !== 'chromium' && browser !== 'firefox')
    throw new Error(`no browser "${browser}": chromium or firefox`);
  await build({ mode: 'bench', configFile: resolve(ROOT, 'vite.config.ts'), logLevel: 'error' });
  return openTab(browser, {
    ...options,
    folders: { '/bench/': resolve(ROOT, '.cache/bench'), ...options.folders },
    path: 'bench/index.html',
  });
}
