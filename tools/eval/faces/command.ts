import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type { FaceEngine } from '../../../src';
import { openEnginePage } from '../../browser';
import { ensureBuilt } from '../../build';
import { environmentLine } from '../../host';
import { median } from '../../quantiles';
import { listImages, readCountedPictures } from '../photos';

const USAGE = `npm run mien -- eval faces --images <dir> [options]

Faces that \`detect\` finds in each picture, and the milliseconds it takes, from the picture's bytes to the answer.

  --manifest <csv>   columns file and faces, the counted ones; the file's folder is what its paths are relative to
  --runs <n>         times of the table are medians of so many (default 5)`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string' },
      manifest: { type: 'string' },
      runs: { type: 'string', default: '5' },
      help: { type: 'boolean', default: false },
    },
  });

  if (values.help || !values.images) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }

  const images = resolve(values.images);
  const counts = new Map(
    (values.manifest ? readCountedPictures(resolve(values.manifest)) : []).map(({ file, faces }) => [
      file,
      faces,
    ]),
  );
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  await using tab = await openEnginePage();
  await tab.page.evaluate(async () => {
    const engine = await mien.createEngine({ assets: '/mien/', appid: 'eval', threads: 1, backend: 'wasm' });
    Reflect.set(globalThis, 'engine', engine);
  });
  console.log(`${environmentLine()}\n\n| picture | counted | found | ms |\n| --- | --- | --- | --- |`);
  for (const path of listImages(images)) {
    const file = join(images, path);
    const { found, times } = await detectOften(tab.page, file, Number(values.runs));

    console.log(`| ${basename(path)} | ${counts.get(file) ?? ''} | ${found} | ${median(times).toFixed(0)} |`);
  }
  return 0;
}

async function detectOften(
  page: Page,
  file: string,
  runs: number,
): Promise<{ found: number; times: number[] }> {
  await page.setInputFiles('#files', file);
  return page.evaluate(async (runs) => {
    const engine = Reflect.get(globalThis, 'engine') as FaceEngine;
    const [picture] = document.querySelector('input')?.files ?? [];
    const times: number[] = [];
    let found = 0;
    for (let run = 0; run < runs; run++) {
      const began = performance.now();
      try {
        found = (await engine.detect(picture, { timeoutMs: 120_000 })).face.length;
      } catch (error) {
        if ((error as { code?: number }).code !== mien.CODES.NO_FACE) throw error;
      }
      times.push(performance.now() - began);
    }
    return { found, times };
  }, runs);
}
