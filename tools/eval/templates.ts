import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { StageTimings } from '../../src';
import { openEnginePage } from '../browser/engine-page';
import { ensureBuilt } from '../build';
import { type CopyKind, copyKey } from './copy-kinds';
import { readDump, type Templates, writeDump } from './dump';
import { type Embedding, startEngine } from './engine-tab';

export type { Templates };

export interface Embedded {
  readonly templates: Templates;
  /** Milliseconds per stage of each picture that this run embedded, in the order they ran. */
  readonly timings: readonly StageTimings[];
}

interface EmbedOptions {
  readonly images: string;
  readonly paths: readonly string[];
  /** Instead of the pictures, these copies of each, under the names of `copyKey`. */
  readonly copies?: readonly CopyKind[];
  readonly backend: string;
  readonly model: string | undefined;
  /** Read first, so that a broken-off run goes on where it stopped. */
  readonly dump: string | undefined;
  readonly log: (line: string) => void;
}

interface Job {
  readonly key: string;
  readonly path: string;
  readonly copy?: CopyKind;
}

const BATCH = 100;

/** Sends every picture through the engine in a real browser, the way `verify` does. */
export async function embedAll(options: EmbedOptions): Promise<Embedded> {
  const { paths, copies, dump, log } = options;
  const jobs: readonly Job[] = copies
    ? paths.flatMap((path) => copies.map((copy) => ({ key: copyKey(path, copy), path, copy })))
    : paths.map((path) => ({ key: path, path }));
  const done: Templates = dump ? readDump(dump) : new Map();
  const timings: StageTimings[] = [];
  const missing = jobs.filter(({ key }) => !done.has(key));
  if (missing.length > 0) {
    await ensureBuilt((line) => log(`[build] ${line}`));
    await using tab = await openEnginePage();
    tab.page.on('console', (message) => log(message.text()));
    await startEngine(tab.page, options.backend, options.model);
    const began = Date.now();
    for (let at = 0; at < missing.length; at += BATCH) {
      const batch = missing.slice(at, at + BATCH);
      const results = await embedBatch(tab.page, options.images, batch);
      results.forEach((result, i) => {
        done.set(batch[i].key, result && Float32Array.from(result.template));
        if (result) timings.push(result.timingsMs);
      });
      if (dump) writeDump(dump, done);
      const count = at + batch.length;
      const left = ((Date.now() - began) / count) * (missing.length - count);
      log(`${count} of ${missing.length} pictures, ${Math.ceil(left / 1000)} s left`);
    }
  }
  return { templates: new Map(jobs.map(({ key }) => [key, done.get(key) ?? null])), timings };
}

async function embedBatch(page: Page, images: string, batch: readonly Job[]): Promise<(Embedding | null)[]> {
  const paths = [...new Set(batch.map((job) => job.path))];
  const pictures = batch.map(({ path, copy }) => ({ at: paths.indexOf(path), copy }));
  await page.setInputFiles(
    '#files',
    paths.map((path) => join(images, path)),
  );
  return page.evaluate(async (pictures) => {
    const { files } = document.querySelector('input') as HTMLInputElement;
    const results: (Embedding | null)[] = [];
    for (const { at, copy } of pictures) {
      const file = files?.[at] as File;
      results.push(await embed(copy ? await makeCopy(file, copy) : file, file.name));
    }
    return results;
  }, pictures);
}
