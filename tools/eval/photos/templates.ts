import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openEnginePage, SOFTWARE_WEBGPU } from '../../browser';
import { ensureBuilt } from '../../build';
import { environmentLine } from '../../host';
import { type CopyKind, copyKey } from './copy-kinds';
import { type Dump, openDump, type Templates, writeDump } from './dump';
import { type Outcome, startEngine } from './engine-tab';
import { readEmbedder } from './manifest';
import { originOf } from './origin';
import { startProgress } from './progress';
import { noteSize, requireSameSizes } from './sizes';

/** What is known of the pictures asked for, from this run and the runs that the dump comes from. */
export interface Embedded extends Omit<Dump, 'images'> {
  readonly templates: Templates;
}

interface EmbedOptions {
  readonly images: string;
  readonly paths: readonly string[];
  /** Instead of the pictures, these copies of each, under the names of `copyKey`. */
  readonly copies?: readonly CopyKind[];
  /** `wasm`, or `webgpu` on the browser's software adapter. */
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

/** Pictures that go to the page at once. */
const BATCH = 20;

/** Times the first picture is embedded beforehand: networks are slower at first, and the times are kept. */
const WARM_UP = 5;

/** Sends every picture through the engine in a real browser, the way `verify` does. */
export async function embedAll(options: EmbedOptions): Promise<Embedded> {
  const { images, paths, copies, backend, model, dump: file, log } = options;
  const jobs: readonly Job[] = copies
    ? paths.flatMap((path) => copies.map((copy) => ({ key: copyKey(path, copy), path, copy })))
    : paths.map((path) => ({ key: path, path }));
  await ensureBuilt((line) => log(`[build] ${line}`));
  const origin = originOf(model, backend);
  const dump = openDump(file, origin, readEmbedder(model).output.dimension);
  requireSameSizes(dump, images, paths);
  const missing = jobs.filter(({ key }) => !dump.images.has(key));
  if (file && existsSync(file)) log(`${file} has ${jobs.length - missing.length} of ${jobs.length} pictures`);
  if (dump.origin === null) {
    if (missing.length > 0) {
      throw new Error(
        `${file} does not say which model made it, and lacks ${missing.length} pictures (${missing[0].key}): it cannot be gone on with`,
      );
    }
    log(`${file} does not say which model made it; taken to be ${origin.model}`);
  }
  if (missing.length > 0) await embedJobs(options, missing, dump);
  return { ...dump, templates: new Map(jobs.map(({ key }) => [key, dump.images.get(key) ?? null])) };
}

/** Adds the outcomes to the dump, and writes it every now and then. */
async function embedJobs(options: EmbedOptions, jobs: readonly Job[], dump: Dump): Promise<void> {
  const { images, backend, model, dump: file, log } = options;
  await using tab = await openEnginePage({ browserArgs: backend === 'webgpu' ? SOFTWARE_WEBGPU : [] });
  tab.page.on('console', (message) => log(message.text()));
  await startEngine(tab.page, backend, model);
  dump.environments.push(`${environmentLine()}, Chromium ${tab.browser.version()}, one thread, ${backend}`);
  await embedBatch(
    tab.page,
    images,
    Array.from({ length: WARM_UP }, () => jobs[0]),
  );
  const progress = startProgress(jobs.length, 'pictures', log);
  const save = saver(file, dump);
  try {
    for (let at = 0; at < jobs.length; at += BATCH) {
      const batch = jobs.slice(at, at + BATCH);
      const outcomes = await embedBatch(tab.page, images, batch);
      batch.forEach(({ key, path }, i) => {
        record(dump, key, outcomes[i]);
        noteSize(dump, images, path);
      });
      progress.at(at + batch.length);
      save(false);
    }
  } finally {
    progress.stop();
    save(true);
  }
}

/** Spends a tenth of the time on writing at most, since the whole file is written each time. */
function saver(file: string | undefined, dump: Dump): (now: boolean) => void {
  let next = 0;
  return (now) => {
    const began = Date.now();
    if (!file || (!now && began < next)) return;
    writeDump(file, dump);
    next = Date.now() + 10 * (Date.now() - began);
  };
}

function record(dump: Dump, key: string, outcome: Outcome): void {
  if (outcome && 'unreadable' in outcome) {
    dump.unreadable.set(key, outcome.unreadable);
    dump.images.set(key, null);
    return;
  }
  dump.images.set(key, outcome && Float32Array.from(outcome.template));
  if (outcome) dump.timingsMs.set(key, outcome.timingsMs);
}

async function embedBatch(page: Page, images: string, batch: readonly Job[]): Promise<Outcome[]> {
  const paths = [...new Set(batch.map((job) => job.path))];
  const pictures = batch.map(({ path, copy }) => ({ at: paths.indexOf(path), copy }));
  await page.setInputFiles(
    '#files',
    paths.map((path) => join(images, path)),
  );
  return page.evaluate(async (pictures) => {
    const { files } = document.querySelector('input') as HTMLInputElement;
    const outcomes: Outcome[] = [];
    for (const { at, copy } of pictures) {
      const file = files?.[at] as File;
      outcomes.push(await embed(copy ? await makeCopy(file, copy) : file));
    }
    return outcomes;
  }, pictures);
}
