import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { ensureBuilt } from '../../build';
import { environmentLine } from '../../host';
import { sample } from '../../random';
import { listImages, originOf, Tabs } from '../photos';
import { backgrounds, files, furtherFaces, painted } from './jobs';
import { readReview, table, tally } from './report';
import { contactSheet, facesOf, type Job, judge, prepareTab } from './tab';

const USAGE = `npm run mien -- eval nonface --images <dir> --noface <dir> [options]

How many pictures without a face the engine takes for one: crops of the backgrounds of photos, procedural textures,
drawn shapes, and files. Crops keep a margin from every face that \`detect\` finds; those that show one all the same
are listed in a review file, looked at by eye on the contact sheets that are left in --out.

  --images <dir>       photos to cut backgrounds from, 250 px or more
  --noface <dir>       files without a face
  --manifest <csv>     columns file, category, expect, faces: adds files of 0 faces, and reports drawn and masked ones
  --review <csv>       picture,reason (default tools/eval/nonface/review.csv)
  --out <dir>          verdicts, gone on with when they are there, and contact sheets (default report/nonface)
  --seed <n>           another choice of photos, crops and paintings (default 1)
  --photos <n>         photos to cut from (default 1500), up to 3 crops each
  --crops <n>          crops at most (default 4000)
  --painted <n>        textures, and as many drawings (default 800); half as many cartoon faces
  --tabs <n>           browsers that work side by side (default 2)
  --model <id>         embedder of the manifest`;

/** Held against the bar; what is drawn to look like a face is reported beside it. */
const COUNTED = new Set(['background', 'texture', 'drawing', 'file']);

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string' },
      noface: { type: 'string' },
      manifest: { type: 'string' },
      review: { type: 'string', default: join(import.meta.dirname, 'review.csv') },
      out: { type: 'string', default: 'report/nonface' },
      seed: { type: 'string', default: '1' },
      photos: { type: 'string', default: '1500' },
      crops: { type: 'string', default: '4000' },
      painted: { type: 'string', default: '800' },
      tabs: { type: 'string', default: '2' },
      model: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });

  if (values.help || !values.images || !values.noface) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }

  const images = resolve(values.images);
  const out = resolve(values.out);
  const seed = Number(values.seed);
  const review = readReview(values.review);
  mkdirSync(out, { recursive: true });
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  const origin = originOf(values.model);
  await using tabs = await Tabs.open(Number(values.tabs), origin, ({ page }) =>
    prepareTab(page, values.model),
  );
  const photos = sample(listImages(images), Number(values.photos), seed).map((name) => ({ name }));
  const faces = await tabs.workOff(join(out, 'faces.jsonl'), photos, async ({ page }, batch) => {
    const found = await facesOf(
      page,
      batch.map(({ name }) => join(images, name)),
    );
    return batch.map(({ name }, i) => ({ name, faces: found[i] }));
  });
  const jobs = [
    ...backgrounds(faces, { images, count: Number(values.crops), seed }),
    ...(['texture', 'drawing'] as const).flatMap((of) => painted(of, Number(values.painted), seed)),
    ...painted('cartoon face', Number(values.painted) / 2, seed),
    ...files(resolve(values.noface), values.manifest && resolve(values.manifest)),
  ];
  const verdicts = await tabs.workOff(join(out, 'verdicts.jsonl'), jobs, ({ page }, batch) =>
    judge(page, batch),
  );
  const accepted = new Set(verdicts.filter(({ code }) => code === 0).map(({ name }) => name));
  await sheets(
    tabs.first.page,
    join(out, 'accepted'),
    jobs.filter(({ name }) => accepted.has(name)),
  );
  await sheets(tabs.first.page, join(out, 'excluded'), furtherFaces(faces, images));
  const report = `${environmentLine()}\n\n${table(tally(verdicts, review, COUNTED))}`;
  writeFileSync(join(out, 'nonface.md'), `${report}\n`);
  console.log(report);
  return 0;
}

/** Contact sheets of a hundred pictures each, and their names in the same order. */
async function sheets(page: Page, path: string, jobs: readonly Job[]): Promise<void> {
  writeFileSync(`${path}.txt`, jobs.map(({ name }, i) => `${i + 1} ${name}\n`).join(''));
  for (let at = 0; at < jobs.length; at += 100) {
    const sheet = await contactSheet(page, jobs.slice(at, at + 100));
    writeFileSync(`${path}-${at / 100 + 1}.png`, sheet);
  }
}
