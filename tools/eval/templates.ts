import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { FaceEngine, StageTimings } from '../../src';
import { openEnginePage } from '../browser/engine-page';

/** Template per picture, paths relative to the images folder with forward slashes; null = no face found. */
export type Templates = Map<string, Float32Array | null>;

export interface Embedded {
  readonly templates: Templates;
  /** Milliseconds per stage of each picture that this run embedded, in the order they ran. */
  readonly timings: readonly StageTimings[];
}

export interface EmbedOptions {
  readonly images: string;
  readonly paths: readonly string[];
  readonly backend: string;
  readonly model: string | undefined;
  /** `{images: {path: number[] | null}}`; read first, so that a broken-off run goes on where it stopped. */
  readonly dump: string | undefined;
  readonly log: (line: string) => void;
}

const BATCH = 100;

/** Sends every picture through the engine in a real browser, the way `verify` does. */
export async function embedAll(options: EmbedOptions): Promise<Embedded> {
  const { paths, dump, log } = options;
  const done = dump ? readDump(dump) : new Map<string, Float32Array | null>();
  const timings: StageTimings[] = [];
  const missing = paths.filter((path) => !done.has(path));
  if (missing.length > 0) {
    await using tab = await openEnginePage();
    tab.page.on('console', (message) => log(message.text()));
    await startEngine(tab.page, options.backend, options.model);
    const began = Date.now();
    for (let at = 0; at < missing.length; at += BATCH) {
      const batch = missing.slice(at, at + BATCH);
      const results = await embedBatch(tab.page, options.images, batch);
      results.forEach((result, i) => {
        done.set(batch[i], result && Float32Array.from(result.template));
        if (result) timings.push(result.timingsMs);
      });
      if (dump) writeDump(dump, done);
      const count = at + batch.length;
      const left = ((Date.now() - began) / count) * (missing.length - count);
      log(`${count} of ${missing.length} pictures, ${Math.ceil(left / 1000)} s left`);
    }
  }
  return { templates: new Map(paths.map((path) => [path, done.get(path) ?? null])), timings };
}

async function startEngine(page: Page, backend: string, model: string | undefined): Promise<void> {
  await page.evaluate(
    async ({ backend, model }) => {
      const options = { assets: '/mien/', appid: 'eval', threads: 1, ...(model ? { model } : {}) };
      const engine = await mien.createEngine({ ...options, backend: backend as 'auto' | 'wasm' | 'webgpu' });
      Reflect.set(globalThis, 'engine', engine);
    },
    { backend, model },
  );
}

async function embedBatch(
  page: Page,
  images: string,
  paths: readonly string[],
): Promise<({ template: number[]; timingsMs: StageTimings } | null)[]> {
  await page.setInputFiles(
    '#files',
    paths.map((path) => join(images, path)),
  );
  return page.evaluate(async () => {
    const engine = Reflect.get(globalThis, 'engine') as FaceEngine;
    const input = document.querySelector('input') as HTMLInputElement;
    const results: ({ template: number[]; timingsMs: StageTimings } | null)[] = [];
    for (const file of input.files ?? []) {
      try {
        const { template, timingsMs } = await engine.extract(file);
        results.push({ template: [...template], timingsMs });
      } catch (error) {
        // Without a usable face, whatever the reason; only a failing engine ends the run.
        const { code, message } = error as { code?: number; message: string };
        if (code === undefined || code === 213) throw error;
        if (code !== -1101) console.warn(`${file.name}: ${message}`);
        results.push(null);
      }
    }
    return results;
  });
}

function readDump(file: string): Templates {
  if (!existsSync(file)) return new Map();
  const { images } = JSON.parse(readFileSync(file, 'utf8')) as { images: Record<string, number[] | null> };
  return new Map(Object.entries(images).map(([path, t]) => [path, t && Float32Array.from(t)]));
}

function writeDump(file: string, templates: Templates): void {
  mkdirSync(dirname(file), { recursive: true });
  const images = Object.fromEntries([...templates].map(([path, t]) => [path, t && [...t]]));
  writeFileSync(file, JSON.stringify({ images }));
}
