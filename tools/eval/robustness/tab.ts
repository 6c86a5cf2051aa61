import type { Page } from 'playwright-core';
import type { DetectedFace } from '../../../src';
import type { CopyPlan } from './geometry';

/** What the engine made of a picture: a template, or why there is none. */
export type Look =
  | {
      readonly template: number[];
      readonly face: DetectedFace;
      readonly image: { width: number; height: number };
    }
  | { readonly code: number; readonly message: string };

/** A tile of the sheet of examples. */
export interface Tile {
  /** Which of the files of the page's input. */
  readonly file: number;
  readonly plan: CopyPlan;
  readonly name: string;
}

declare global {
  /** In pages that `prepareRobustnessTab` prepared: a picture through the engine, the way `verify` does. */
  var lookAt: (picture: Blob) => Promise<Look>;
  /** In the same pages. */
  var degrade: (photo: Blob, plan: CopyPlan) => Promise<Blob>;
  /** In the same pages: small pictures side by side, so many a row, as a base64 JPEG. */
  var drawSheet: (photos: readonly Blob[], tiles: readonly Tile[], columns: number) => Promise<string>;
}

/** Starts an engine in a page of `openEnginePage` and gives the page the functions above. */
export async function prepareRobustnessTab(page: Page, model: string): Promise<void> {
  await page.evaluate(async (model) => {
    const options = { assets: '/mien/', appid: 'eval', threads: 1, backend: 'wasm' } as const;
    const engine = await mien.createEngine({ ...options, model, timeoutMs: 120_000 });
    globalThis.lookAt = async (picture) => {
      try {
        const { template, face, image } = await engine.extract(picture);
        return { template: [...template], face, image };
      } catch (error) {
        // Only a failing engine ends the run.
        if (!mien.isPictureFault(error)) throw error;
        return { code: error.code, message: error.message };
      }
    };
  }, model);
  await page.evaluate(installPainter);
}

/** Runs in the page, so that nothing outside it can be named. */
function installPainter(): void {
  const GREY = '#808080';
  const TILE = 150;
  const LABEL = 16;
  const open = (width: number, height: number) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2d canvas');
    context.imageSmoothingQuality = 'high';
    context.fillStyle = GREY;
    context.fillRect(0, 0, width, height);
    return { canvas, context };
  };
  globalThis.degrade = async (photo, { width, height, transform, cover, filter, jpeg }) => {
    const picture = await createImageBitmap(photo);
    const { canvas: sharp, context } = open(width, height);
    context.setTransform(...transform);
    context.drawImage(picture, 0, 0);
    picture.close();
    if (cover) {
      context.translate(cover.x, cover.y);
      context.rotate(cover.angle);
      context.fillStyle = cover.colour;
      context.fillRect(-cover.width / 2, -cover.height / 2, cover.width, cover.height);
    }
    const encoding = jpeg === undefined ? { type: 'image/png' } : { type: 'image/jpeg', quality: jpeg };
    if (!filter) return sharp.convertToBlob(encoding);
    // A filter beside a transform would leave open in whose pixels its lengths are.
    const { canvas, context: filtered } = open(width, height);
    filtered.filter = filter;
    filtered.drawImage(sharp, 0, 0);
    return canvas.convertToBlob(encoding);
  };
  globalThis.drawSheet = async (photos, tiles, columns) => {
    const { canvas, context } = open(columns * TILE, Math.ceil(tiles.length / columns) * (TILE + LABEL));
    context.font = '11px sans-serif';
    for (const [i, { file, plan, name }] of tiles.entries()) {
      const copy = await createImageBitmap(await globalThis.degrade(photos[file], plan));
      const scale = Math.min(TILE / copy.width, TILE / copy.height);
      const [x, y] = [(i % columns) * TILE, Math.floor(i / columns) * (TILE + LABEL)];
      context.drawImage(copy, x, y + LABEL, copy.width * scale, copy.height * scale);
      copy.close();
      context.fillStyle = 'white';
      context.fillText(`${name}, ${plan.width} × ${plan.height}`, x + 2, y + 12, TILE - 4);
    }
    const bytes = new Uint8Array(
      await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer(),
    );
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
}
