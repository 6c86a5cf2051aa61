import type { Page } from 'playwright-core';
import type { StageTimings } from '../../../src';
import type { CopyKind } from './copy-kinds';

interface Embedding {
  readonly template: number[];
  readonly timingsMs: StageTimings;
}

/** What became of a picture: a template, no face (null), or no picture that can be read. */
export type Outcome = Embedding | null | { readonly unreadable: string };

declare global {
  /** In pages that `startEngine` prepared: a picture through the engine, the way `verify` does. */
  var embed: (picture: Blob) => Promise<Outcome>;
  /** In pages that `startEngine` prepared. */
  var makeCopy: (picture: Blob, kind: CopyKind) => Promise<Blob>;
}

/** Starts an engine in a page of `openEnginePage`, and gives the page the two functions above. */
export async function startEngine(page: Page, backend: string, model: string | undefined): Promise<void> {
  await page.evaluate(
    async ({ backend, model }) => {
      const options = { assets: '/mien/', appid: 'eval', threads: 1, ...(model ? { model } : {}) };
      const engine = await mien.createEngine({ ...options, backend: backend as 'auto' | 'wasm' | 'webgpu' });
      globalThis.embed = async (picture) => {
        try {
          const { template, timingsMs } = await engine.extract(picture);
          return { template: [...template], timingsMs };
        } catch (error) {
          // Only a failing engine ends the run.
          if (!mien.isPictureFault(error)) throw error;
          return error.code === mien.CODES.NO_FACE ? null : { unreadable: error.message };
        }
      };
    },
    { backend, model },
  );
  await page.evaluate(installCopier);
}

/** Runs in the page, so that nothing outside it can be named. */
function installCopier(): void {
  globalThis.makeCopy = async (picture, kind) => {
    const original = await createImageBitmap(picture);
    const { share, edges } = kind.crop ?? { share: 0, edges: 'all' };
    const left = Math.round(original.width * share);
    const top = edges === 'all' ? Math.round(original.height * share) : 0;
    const width = original.width - (edges === 'all' ? 2 * left : left);
    const height = original.height - 2 * top;
    const scale = kind.scale ?? 1;
    const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2d canvas');
    context.imageSmoothingQuality = 'high';
    if (kind.brightness) context.filter = `brightness(${kind.brightness})`;
    if (kind.mirrored) context.setTransform(-1, 0, 0, 1, canvas.width, 0);
    context.drawImage(original, left, top, width, height, 0, 0, canvas.width, canvas.height);
    original.close();
    const encoding = kind.encoding ?? { type: 'image/png' };
    const copy = await canvas.convertToBlob(encoding);
    // A browser that cannot write a format writes PNG instead, without a word.
    if (copy.type !== encoding.type) throw new Error(`this browser writes no ${encoding.type}`);
    return copy;
  };
}
