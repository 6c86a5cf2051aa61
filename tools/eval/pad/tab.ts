import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { FaceEngine } from '../../../src';
import type { Judged } from './networks';
import type { Sample } from './samples';

const PACKAGES = resolve(import.meta.dirname, '../../../node_modules');

/** What the pages load besides mien. */
export const PEER_FOLDERS = {
  '/human/': resolve(PACKAGES, '@vladmandic/human'),
  '/human-wasm/': resolve(PACKAGES, '@tensorflow/tfjs-backend-wasm/dist'),
};

declare global {
  /** In pages that `prepareTab` prepared. */
  var engine: FaceEngine;
  /** What human's two networks say of the largest face; null where it finds none. */
  var askHuman: (picture: Blob) => Promise<{ antispoof: number; liveness: number } | null>;
}

/** Starts an engine in a page of `openEnginePage`, and human as its documentation has it, with the two networks in question. */
export async function prepareTab(page: Page): Promise<void> {
  await page.evaluate(async () => {
    globalThis.engine = await mien.createEngine({
      assets: '/mien/',
      appid: 'eval',
      threads: 1,
      backend: 'wasm',
      timeoutMs: 120_000,
    });
    const script = '/human/dist/human.esm.js';
    const { Human } = (await import(script)) as typeof import('@vladmandic/human');
    const off = { enabled: false };
    const human = new Human({
      backend: 'wasm',
      wasmPath: '/human-wasm/',
      modelBasePath: '/human/models/',
      cacheModels: false,
      cacheSensitivity: 0,
      warmup: 'none',
      debug: false,
      filter: off,
      gesture: off,
      face: {
        enabled: true,
        detector: { rotation: true, maxDetected: 1 },
        iris: off,
        emotion: off,
        description: off,
        antispoof: { enabled: true },
        liveness: { enabled: true },
      },
      body: off,
      hand: off,
      object: off,
      segmentation: off,
    });
    // With threads its backend never answers here.
    const { env } = human.tf as unknown as { env(): { set(flag: string, value: boolean): void } };
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    await human.load();
    globalThis.askHuman = async (picture) => {
      const bitmap = await createImageBitmap(picture);
      try {
        const [face] = (await human.detect(bitmap)).face;
        return face ? { antispoof: face.real ?? 0, liveness: face.live ?? 0 } : null;
      } finally {
        bitmap.close();
      }
    };
  });
}

/** What everybody says of each picture. */
export async function judge(page: Page, folder: string, batch: readonly Sample[]): Promise<Judged[]> {
  await page.setInputFiles(
    '#files',
    batch.map(({ name }) => join(folder, name)),
  );
  const said = await page.evaluate(async () => {
    const ofPair = async (picture: Blob): Promise<{ score: number | null; reasons: readonly string[] }> => {
      try {
        const { detail } = await engine.livedetectpicture(picture, { detail: true });
        return { score: detail.score, reasons: [] };
      } catch (error) {
        // Not installed: the others are measured all the same.
        if (error instanceof mien.FaceError && error.code === mien.CODES.UNSUPPORTED_ENDPOINT)
          return { score: null, reasons: [] };
        if (!mien.isPictureFault(error)) throw error;
        return { score: error.data?.score ?? null, reasons: error.data?.reasons ?? [`code ${error.code}`] };
      }
    };
    const results = [];
    for (const picture of document.querySelector('input')?.files ?? []) {
      results.push({ pair: await ofPair(picture), human: await askHuman(picture) });
    }
    return results;
  });
  return batch.map((sample, i) => {
    const { pair, human } = said[i];
    const scores = {
      minifasnet: pair.score,
      'human antispoof': human?.antispoof ?? null,
      'human liveness': human?.liveness ?? null,
    };
    return { ...sample, scores, reasons: pair.reasons };
  });
}
