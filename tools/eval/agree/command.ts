import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser, SOFTWARE_WEBGPU, webgpuArgs } from '../../browser';
import { ensureBuilt } from '../../build';
import { environmentLine } from '../../host';
import { sample } from '../../random';
import { readEmbedder, readPairs } from '../photos';
import { measureAgreement } from './measure';
import { toMarkdown } from './table';

const USAGE = `npm run mien -- eval agree --images <dir> --pairs <csv> [options]

Do browsers and backends agree? Sends the photos of labelled pairs, and their aligned chips, through Chromium and
Firefox, wasm with one thread and with four, WebGPU on Chromium's software adapter, and the detector on WebGL.

  --pairs <csv>      fold,same,a,b with paths relative to --images
  --count <n>        photos (default 200)
  --slow <n>         photos for the software WebGPU adapter (default 20)
  --gpu              all photos on the GPU instead, where Chromium finds one
  --model <id>       embedder of the manifest; the default one when absent
  --out <dir>        where agree.json and agree.md go (default report)`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string' },
      pairs: { type: 'string' },
      count: { type: 'string', default: '200' },
      slow: { type: 'string', default: '20' },
      gpu: { type: 'boolean', default: false },
      model: { type: 'string' },
      out: { type: 'string', default: 'report' },
      help: { type: 'boolean', default: false },
    },
  });

  if (values.help || !values.images || !values.pairs) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }

  const images = resolve(values.images);
  const pairs = sample(readPairs(values.pairs), Math.ceil(Number(values.count) / 2));
  const names = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const indexes = (same: boolean) =>
    pairs
      .filter((pair) => pair.same === same)
      .map(({ a, b }): [number, number] => [names.indexOf(a), names.indexOf(b)]);
  const log = (line: string) => console.error(line);
  await ensureBuilt((line) => log(`[build] ${line}`));
  const agreement = await measureAgreement({
    photos: names.map((name) => join(images, name)),
    genuine: indexes(true),
    impostors: indexes(false),
    webgpu: values.gpu
      ? { args: webgpuArgs(), photos: names.length }
      : { args: SOFTWARE_WEBGPU, photos: Number(values.slow) },
    model: values.model,
    calibration: readEmbedder(values.model).calibration,
    firefox: findBrowser('firefox') !== undefined,
    log,
  });
  const table = `${environmentLine()}\n\nEmbedder ${readEmbedder(values.model).id}. ${toMarkdown(agreement)}\n`;
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'agree.json'), `${JSON.stringify(agreement, null, 2)}\n`);
  writeFileSync(join(values.out, 'agree.md'), table);
  console.log(table);
  return 0;
}
