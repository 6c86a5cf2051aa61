import { resolve } from 'node:path';
import { type EnginePage, openEnginePage } from '../browser';
import { limit } from '../host';

const ROOT = resolve(import.meta.dirname, '../..');

/** Builds what the stage's pages load beside the package. */
export async function buildStage(): Promise<void> {
  const { build } = await import('vite');
  await build({ mode: 'pad', configFile: resolve(ROOT, 'vite.config.ts'), logLevel: 'error' });
}

/** How a page becomes one. */
export const STAGE_SITE = {
  folders: { '/pad/': resolve(ROOT, '.cache/pad') },
  pages: {
    '/boot.js': `import * as mien from '/dist/index.js';
      import { defineCapture } from '/dist/capture.js';
      defineCapture();
      globalThis.mien = mien;
      await import('/pad/stage.page.js');`,
  },
} as const;

/** Starts an engine in a page of that site. */
export async function prepareStage({ page }: Pick<EnginePage, 'page'>): Promise<void> {
  await page.waitForFunction(() => 'stage' in globalThis);
  await page.evaluate(async (timeoutMs) => {
    globalThis.engine = await mien.createEngine({
      assets: '/mien/',
      appid: 'pad',
      threads: 1,
      backend: 'wasm',
      timeoutMs,
    });
  }, limit(120_000));
}

/** A page with `globalThis.stage`; `buildStage` comes first. */
export async function openStage(): Promise<EnginePage> {
  const tab = await openEnginePage(STAGE_SITE);
  try {
    await prepareStage(tab);
    return tab;
  } catch (error) {
    await tab[Symbol.asyncDispose]();
    throw error;
  }
}
