import { resolve } from 'node:path';
import type { Backend } from '../../../src/protocol';
import { type BrowserName, openTab, type Tab } from '../../browser';
import { withRestarts } from './restart';
import type { Extracted, PlainSight, StagesOptions } from './stages.page';

const ROOT = resolve(import.meta.dirname, '../../..');
/**
 * Pictures and chips that travel at once, and that a worker has its time for: threads on crowded cores wait for each other
 * at every layer.
 */
const BATCH = 5;

/** Builds what `openVariant` serves beside the package. */
export async function buildStages(): Promise<void> {
  const { build } = await import('vite');
  await build({ mode: 'stages', configFile: resolve(ROOT, 'vite.config.ts'), logLevel: 'error' });
}

/** A page with the built package and the functions of stages.page.ts; `model` is the embedder, if not the first. */
export function openVariant(
  name: BrowserName,
  model: string | undefined,
  browserArgs: readonly string[] = [],
): Promise<Tab> {
  return openTab(name, {
    browserArgs,
    folders: { '/stages/': resolve(ROOT, '.cache/stages') },
    pages: {
      '/boot.js': `import * as mien from '/dist/index.js'; import '/stages/stages.page.js';
        Object.assign(globalThis, { mien, model: ${JSON.stringify(model)} });`,
    },
  });
}

/** Every picture through the stages, on a worker of its own. */
export async function seeAll(
  tab: Tab,
  options: StagesOptions,
  paths: readonly string[],
): Promise<PlainSight[]> {
  return inBatches(options.backend, paths, async (batch) => {
    await tab.evaluate((options) => startStages(options), options);
    await tab.setFiles(batch);
    return tab.evaluate(() => see(), null);
  });
}

/** Unit templates of the same chips, whoever made them. */
export async function embedAll(
  tab: Tab,
  options: StagesOptions,
  chips: readonly string[],
): Promise<number[][]> {
  return inBatches(options.backend, chips, async (batch) => {
    await tab.evaluate((options) => startStages(options), options);
    return tab.evaluate((chips) => embedChips(chips), batch);
  });
}

/** Every picture through the product, the way `verify` sends it. */
export async function extractAll(tab: Tab, backend: Backend, paths: readonly string[]): Promise<Extracted[]> {
  return inBatches(backend, paths, async (batch) => {
    await tab.evaluate((backend) => startEngine(backend), backend);
    await tab.setFiles(batch);
    return tab.evaluate(() => extract(), null);
  });
}

/** Each batch starts a worker or an engine of its own, so that one that hangs can be replaced. */
async function inBatches<T, R>(
  backend: Backend,
  items: readonly T[],
  work: (batch: readonly T[]) => Promise<R[]>,
): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += BATCH) {
    const batch = items.slice(at, at + BATCH);
    // The software WebGPU adapter may take minutes, and was never seen to hang.
    results.push(...(await (backend === 'wasm' ? withRestarts(() => work(batch)) : work(batch))));
  }
  return results;
}
